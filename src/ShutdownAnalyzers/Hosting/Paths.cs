using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The ways through a body.</summary>
internal static class Paths
{
    /// <summary>
    /// Whether every way from the start of a body to a return or its end passes such an operation. Ways that end in an exception
    /// do not count, nor do those that begin with one that a <c>catch</c> takes.
    /// </summary>
    public static bool AllReach(IMethodBodyOperation body, Func<IOperation, bool> isReached, CancellationToken cancel)
    {
        var graph = ControlFlowGraph.Create(body, cancel);
        var seen = new HashSet<BasicBlock>();
        for (var toVisit = new Stack<BasicBlock>([graph.Blocks[0]]); toVisit.Count > 0;)
        {
            var block = toVisit.Pop();
            if (!seen.Add(block) || Reaches(block, isReached))
                continue;

            if (block.Kind is BasicBlockKind.Exit)
                return false;

            // A branch that throws has no destination.
            foreach (var branch in Taken(block))
                if (branch.Destination is { } next && !branch.FinallyRegions.Any(region => Reaches(region, graph, isReached)))
                    toVisit.Push(next);
        }

        return true;
    }

    private static bool Reaches(BasicBlock block, Func<IOperation, bool> isReached) =>
        block.Operations.Any(operation => Reaches(operation, isReached)) || block.BranchValue is { } value && Reaches(value, isReached);

    private static bool Reaches(IOperation operation, Func<IOperation, bool> isReached) => operation.OwnOperations().Any(isReached);

    private static bool Reaches(ControlFlowRegion region, ControlFlowGraph graph, Func<IOperation, bool> isReached) =>
        graph.Blocks.Skip(region.FirstBlockOrdinal).Take(region.LastBlockOrdinal - region.FirstBlockOrdinal + 1).Any(block => Reaches(block, isReached));

    private static IEnumerable<ControlFlowBranch> Taken(BasicBlock block)
    {
        // A constant condition goes one way only.
        var isTaken = block.BranchValue?.ConstantValue is { HasValue: true, Value: bool value } ? value == (block.ConditionKind is ControlFlowConditionKind.WhenTrue) : (bool?)null;
        if (block.ConditionalSuccessor is { } conditional && isTaken is not false)
            yield return conditional;

        if (block.FallThroughSuccessor is { } fallThrough && !(block.ConditionalSuccessor is not null && isTaken is true))
            yield return fallThrough;
    }
}
