using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Hosting;

/// <summary>The code that a background service runs until it is stopped, and the token by which it hears of that.</summary>
internal static class StoppableCode
{
    private static readonly ConditionalWeakTable<Compilation, ILookup<SyntaxTree, Mention>> s_executedElsewhere = new();

    /// <summary>The bodies of such code in a file, whichever file of their type its <c>ExecuteAsync</c> stands in.</summary>
    public static IEnumerable<IOperation> In(SyntaxTree tree, Compilation compilation, CancellationToken cancel) =>
        compilation.MentionsOf("ExecuteAsync", tree).Concat(ExecutedElsewhere(compilation, cancel)[tree])
            .SelectMany(execute => Bodies(execute, FrameworkTypes.Of(compilation), cancel))
            .Where(body => body.Syntax.SyntaxTree == tree);

    /// <summary>By file: the <c>ExecuteAsync</c> of the partial types that it has a part of, and another file has that method.</summary>
    private static ILookup<SyntaxTree, Mention> ExecutedElsewhere(Compilation compilation, CancellationToken cancel)
    {
        if (s_executedElsewhere.TryGetValue(compilation, out var known))
            return known;

        var executes = from execute in compilation.MentionsOf("ExecuteAsync")
                       where execute.Node is MethodDeclarationSyntax { Parent: TypeDeclarationSyntax type } && type.Modifiers.Any(SyntaxKind.PartialKeyword)
                       from part in execute.Model.FunctionOf(execute.Node, cancel)!.ContainingType.DeclaringSyntaxReferences
                       where part.SyntaxTree != execute.Token.SyntaxTree
                       select (part.SyntaxTree, Execute: execute);
        var found = executes.Distinct().ToLookup(static pair => pair.SyntaxTree, static pair => pair.Execute);
        return s_executedElsewhere.GetValue(compilation, _ => found);
    }

    /// <summary>
    /// The body of <c>ExecuteAsync</c>, and of the same type: what it calls with its token, its local functions, and the lambdas
    /// that it gives to <c>Task.Run</c>. Nothing, if the mention is of something else.
    /// </summary>
    private static IEnumerable<IOperation> Bodies(Mention execute, FrameworkTypes types, CancellationToken cancel)
    {
        if (execute.Node is not MethodDeclarationSyntax method || execute.Model.FunctionOf(method, cancel)?.IsExecuteOfBackgroundService(types) is not true)
            yield break;

        var reached = new HashSet<SyntaxNode> { method };
        for (var next = new Queue<SyntaxNode>(reached); next.Count > 0;)
        {
            var function = next.Dequeue();
            if (execute.Compilation.GetSemanticModel(function.SyntaxTree).GetOperation(function, cancel) is not { } body)
                continue;

            yield return body;

            foreach (var call in body.OwnOperations().OfType<IInvocationOperation>())
                foreach (var called in CalledBy(call, types, cancel))
                    if (reached.Add(called))
                        next.Enqueue(called);
        }
    }

    /// <summary>The parameter that tells the code at a node that its service is stopped; null if it is given none.</summary>
    public static IParameterSymbol? TokenAt(SyntaxNode node, SemanticModel model, CancellationToken cancel)
    {
        var type = FrameworkTypes.Of(model.Compilation).CancellationToken;
        foreach (var ancestor in node.Ancestors())
        {
            if (model.FunctionOf(ancestor, cancel) is not { } function)
                continue;

            if (function.Parameters.FirstOrDefault(parameter => parameter.Type.Is(type) && Tokens.OriginsOf(parameter, model.Compilation, cancel).HasFlag(TokenOrigins.ServiceStopping)) is { } token)
                return token;

            if (function.IsStatic || function.MethodKind is MethodKind.Ordinary)
                return null;
        }

        return null;
    }

    private static IEnumerable<SyntaxNode> CalledBy(IInvocationOperation call, FrameworkTypes types, CancellationToken cancel)
    {
        var called = call.TargetMethod;
        if (called.Name is "Run" or "StartNew" && (called.ContainingType.Is(types.Task) || called.ContainingType.Is(types.TaskFactory)))
            return call.Arguments.Select(static argument => argument.Value.Unwrap()).OfType<IDelegateCreationOperation>()
                .Select(static work => work.Target).OfType<IAnonymousFunctionOperation>().Select(static lambda => lambda.Syntax);

        return called.MethodKind is MethodKind.LocalFunction || IsOwnGivenToken(call, types, cancel)
            ? called.DeclaringSyntaxReferences.Select(part => part.GetSyntax(cancel))
            : [];
    }

    private static bool IsOwnGivenToken(IInvocationOperation call, FrameworkTypes types, CancellationToken cancel) =>
        call is { Instance: null or IInstanceReferenceOperation, SemanticModel: { } model }
        && call.TokenArgument(types) is { Value: var token }
        && SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, model.GetEnclosingSymbol(call.Syntax.SpanStart, cancel)?.ContainingType)
        && Tokens.OriginsOf(token, model.Compilation, cancel).HasFlag(TokenOrigins.ServiceStopping);
}
