using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Ways around in a tree of operations.</summary>
internal static class Operations
{
    /// <summary>The value itself, without the casts and parentheses around it.</summary>
    public static IOperation Unwrap(this IOperation operation)
    {
        while (true)
        {
            switch (operation)
            {
                case IConversionOperation conversion:
                    operation = conversion.Operand;
                    break;
                case IParenthesizedOperation parentheses:
                    operation = parentheses.Operand;
                    break;
                default:
                    return operation;
            }
        }
    }

    /// <summary>What is passed for the parameter of this name, its default included; arguments may stand in any order.</summary>
    public static IOperation? For(this ImmutableArray<IArgumentOperation> arguments, string parameter)
    {
        foreach (var argument in arguments)
            if (argument.Parameter?.Name == parameter)
                return argument.Value;

        return null;
    }

    /// <summary>The <c>?.</c> whose left side this instance stands for.</summary>
    public static IConditionalAccessOperation? Access(this IConditionalAccessInstanceOperation instance)
    {
        for (IOperation operation = instance; operation.Parent is { } parent; operation = parent)
            if (parent is IConditionalAccessOperation access && access.WhenNotNull == operation)
                return access;

        return null;
    }

    /// <summary>The operation and all within it that runs along with it: lambdas and local functions, but not what is in them.</summary>
    public static IEnumerable<IOperation> OwnOperations(this IOperation operation)
    {
        for (var toVisit = new Stack<IOperation>([operation]); toVisit.Count > 0;)
        {
            var next = toVisit.Pop();
            yield return next;

            if (next == operation || next is not (IAnonymousFunctionOperation or IFlowAnonymousFunctionOperation or ILocalFunctionOperation))
                foreach (var child in next.ChildOperations.Reverse())
                    toVisit.Push(child);
        }
    }

    /// <summary>The lambda or local function that the operation is part of; null in the body itself.</summary>
    public static IOperation? Function(this IOperation operation)
    {
        for (var ancestor = operation.Parent; ancestor is not null; ancestor = ancestor.Parent)
            if (ancestor is IAnonymousFunctionOperation or ILocalFunctionOperation)
                return ancestor;

        return null;
    }

    /// <summary>The whole body or initializer that the operation is part of.</summary>
    public static IOperation Root(this IOperation operation)
    {
        while (operation.Parent is { } parent)
            operation = parent;
        return operation;
    }
}
