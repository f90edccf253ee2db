using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using ShutdownAnalyzers.Editing;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Timers;

/// <summary>What has to be edited so that a type disposes one of its timers.</summary>
internal sealed record TimerDisposal(string Title, ImmutableArray<(SyntaxTree Tree, TextChange Change)> Edits)
{
    /// <summary>Null if the type leaves no clear place for it.</summary>
    public static TimerDisposal? For(ISymbol timer, SyntaxNode declaration, SemanticModel model, CancellationToken cancellation)
    {
        if (declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is not { } part)
            return null;

        var type = timer.ContainingType;
        var disposal = new Statement(timer, declaration, model);

        // A host that fails before it has started a service disposes it without stopping it.
        if (InStopAsync(timer, part, disposal, EndMembers.DisposalsOf(type), model) is { } awaited)
            return awaited;

        if (EndMembers.DeclaredBy(type, FrameworkTypes.Of(model.Compilation).IHostedService) is { Count: > 0 } ends)
            return InBodies(timer, ends, disposal);

        var layout = Layout.Of(part);
        if (EndMembers.OverridableBy(type) is { Count: > 0 } inherited)
            return new(
                $"Dispose '{timer.Name}' in an override of {Names(inherited)}",
                [.. inherited.Select(method => (part.SyntaxTree, TypeEdit.AddMember(part, disposal.Override(method, layout), layout)))]);

        return CanImplementDispose(type)
            ? new(
                $"Implement IDisposable and dispose '{timer.Name}'",
                [
                    .. TypeEdit.AddSystemInterface(part, "IDisposable", model, cancellation).Select(change => (part.SyntaxTree, change)),
                    (part.SyntaxTree, TypeEdit.AddMember(part, [$"public void Dispose() => {disposal.Call}"], layout)),
                ])
            : null;
    }

    /// <summary>Where a hosted service waits for its timer: nowhere else. Null for other types and timers.</summary>
    public static TimerDisposal? InStopAsync(ISymbol timer, SyntaxNode declaration, SemanticModel model) =>
        declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>() is { } part ? InStopAsync(timer, part, new(timer, declaration, model), [], model) : null;

    private static TimerDisposal? InStopAsync(ISymbol timer, TypeDeclarationSyntax part, Statement disposal, IReadOnlyList<IMethodSymbol> disposals, SemanticModel model)
    {
        var type = timer.ContainingType;
        if (!disposal.CanBeAwaited || EndMembers.StopOf(type, FrameworkTypes.Of(model.Compilation).IHostedService) is not { } stop)
            return null;

        var isOwn = EndMembers.IsDeclaredBy(type, stop);
        var bodies = InBodies(timer, isOwn ? [stop, .. disposals] : disposals, disposal);
        if (bodies is null || isOwn)
            return bodies;

        var layout = Layout.Of(part);
        return new($"Dispose '{timer.Name}' in an override of StopAsync", [(part.SyntaxTree, TypeEdit.AddMember(part, disposal.Override(stop, layout), layout)), .. bodies.Edits]);
    }

    private static TimerDisposal? InBodies(ISymbol timer, IReadOnlyList<IMethodSymbol> ends, Statement disposal)
    {
        var edits = ImmutableArray.CreateBuilder<(SyntaxTree, TextChange)>();
        foreach (var end in ends)
        {
            if (end.DeclaringSyntaxReferences.Select(static part => part.GetSyntax()).OfType<MethodDeclarationSyntax>().FirstOrDefault(HasBody) is not { } method
                || disposal.PutInto(method) is not { } changes)
                return null;

            edits.AddRange(changes.Select(change => (method.SyntaxTree, change)));
        }

        return new($"Dispose '{timer.Name}' in {Names(ends)}", edits.ToImmutable());
    }

    private static bool HasBody(MethodDeclarationSyntax method) => method is { Body: not null } or { ExpressionBody: not null };

    private static string Names(IEnumerable<IMethodSymbol> methods) =>
        string.Join(" and ", methods.Select(static method => method.Name.Substring(method.Name.LastIndexOf('.') + 1)));

    private static bool CanImplementDispose(INamedTypeSymbol type)
    {
        for (var ancestor = type; ancestor is not null; ancestor = ancestor.BaseType)
            if (!ancestor.GetMembers("Dispose").IsEmpty)
                return false;

        return !type.AllInterfaces.Any(static implemented => implemented.Name is "IDisposable" or "IAsyncDisposable");
    }

    /// <summary>The statement that disposes the timer, in the words of the method it goes into.</summary>
    private sealed class Statement(ISymbol timer, SyntaxNode declaration, SemanticModel model)
    {
        private readonly string _name = NameOf(declaration);
        private readonly bool _mayBeNull = MayBeNull(timer, declaration);

        public string Call => $"{_name}{(_mayBeNull ? "?" : "")}.Dispose();";

        public bool CanBeAwaited => Stored.TypeIn(timer) is { } type && FrameworkTypes.Of(model.Compilation).IAsyncDisposable is { } asyncDisposable
            && type.AllInterfaces.Contains(asyncDisposable, SymbolEqualityComparer.Default);

        public IReadOnlyList<TextChange>? PutInto(MethodDeclarationSyntax method)
        {
            var layout = Layout.Of(method.FirstAncestorOrSelf<TypeDeclarationSyntax>()!);
            if (CanBeAwaited && method.Identifier.ValueText == "StopAsync")
                return AsyncEdit.AwaitFirst(method, Lines(isAsync: true, layout), layout);

            var change = method is { Identifier.ValueText: "Dispose", ParameterList.Parameters: { Count: 1 } parameters }
                ? PutIntoCore(method, parameters[0].Identifier.Text, layout)
                : BodyEdit.PutFirst(method, Lines(IsAsync(method), layout), layout);
            return change is { } put ? [put] : null;
        }

        /// <summary>Into the part of <c>Dispose(bool disposing)</c> that disposes.</summary>
        private TextChange? PutIntoCore(MethodDeclarationSyntax method, string disposing, Layout layout) =>
            ConditionOn(disposing, method) is { } condition
                ? BodyEdit.PutFirst(condition, [Call], layout)
                : BodyEdit.PutFirst(method, [$"if ({disposing})", layout.Step + Call], layout);

        public string[] Override(IMethodSymbol method, Layout layout)
        {
            var step = layout.Step;
            var access = SyntaxFacts.GetText(method.DeclaredAccessibility == Accessibility.Public ? Accessibility.Public : Accessibility.Protected);
            var isCore = method.Parameters.Length == 1 && method.ReturnsVoid;
            var isAsync = !method.ReturnsVoid;
            var returns = isAsync ? "async " + Minimal(method.ReturnType) : "void";
            string[] body = isCore ? [$"if ({method.Parameters[0].Name})", step + Call] : Lines(isAsync, layout);
            return
            [
                $"{access} override {returns} {method.Name}({string.Join(", ", method.Parameters.Select(parameter => $"{Minimal(parameter.Type)} {parameter.Name}"))})",
                "{",
                .. body.Select(line => step + line),
                $"{step}{(isAsync ? "await " : "")}base.{method.Name}({string.Join(", ", method.Parameters.Select(static parameter => parameter.Name))});",
                "}",
            ];
        }

        private string Minimal(ITypeSymbol type) => type.ToMinimalDisplayString(model, declaration.SpanStart);

        private string[] Lines(bool isAsync, Layout layout)
        {
            if (!isAsync || !CanBeAwaited)
                return [Call];

            var call = $"await {_name}.DisposeAsync();";
            return _mayBeNull ? [$"if ({_name} is not null)", layout.Step + call] : [call];
        }

        private static bool IsAsync(MethodDeclarationSyntax method) => method.Modifiers.Any(SyntaxKind.AsyncKeyword);

        private static IfStatementSyntax? ConditionOn(string disposing, MethodDeclarationSyntax method) =>
            method.DescendantNodes().OfType<IfStatementSyntax>().FirstOrDefault(condition => Requires(condition.Condition, disposing));

        private static bool Requires(ExpressionSyntax condition, string name) => condition switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.Text == name,
            BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both => Requires(both.Left, name) || Requires(both.Right, name),
            _ => false,
        };

        private static string NameOf(SyntaxNode declaration) => declaration switch
        {
            VariableDeclaratorSyntax field => field.Identifier.Text,
            PropertyDeclarationSyntax property => property.Identifier.Text,
            _ => "",
        };

        // What nullable analysis has proven, or an initializer that nothing replaces.
        private static bool MayBeNull(ISymbol timer, SyntaxNode declaration)
        {
            var (annotation, isReadOnly) = timer switch
            {
                IFieldSymbol field => (field.NullableAnnotation, field.IsReadOnly),
                IPropertySymbol property => (property.NullableAnnotation, property.IsReadOnly),
                _ => default,
            };
            var initializer = declaration switch
            {
                VariableDeclaratorSyntax field => field.Initializer,
                PropertyDeclarationSyntax property => property.Initializer,
                _ => null,
            };
            return initializer is null
                ? annotation != NullableAnnotation.NotAnnotated
                : initializer.Value is not (BaseObjectCreationExpressionSyntax or InvocationExpressionSyntax) || (!isReadOnly && annotation != NullableAnnotation.NotAnnotated);
        }
    }
}
