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

    private static TimerDisposal? InBodies(ISymbol timer, IReadOnlyList<IMethodSymbol> ends, Statement disposal)
    {
        var edits = ImmutableArray.CreateBuilder<(SyntaxTree, TextChange)>();
        foreach (var end in ends)
        {
            if (end.DeclaringSyntaxReferences.Select(static part => part.GetSyntax()).OfType<MethodDeclarationSyntax>().FirstOrDefault(HasBody) is not { } method
                || disposal.PutInto(method) is not { } change)
                return null;

            edits.Add((method.SyntaxTree, change));
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

        public TextChange? PutInto(MethodDeclarationSyntax method)
        {
            var layout = Layout.Of(method.FirstAncestorOrSelf<TypeDeclarationSyntax>()!);
            if (method is not { Identifier.ValueText: "Dispose", ParameterList.Parameters: { Count: 1 } parameters })
                return BodyEdit.PutFirst(method, Lines(IsAsync(method), layout), layout);

            var disposing = parameters[0].Identifier.Text;
            return ConditionOn(disposing, method) is { } condition
                ? BodyEdit.PutFirst(condition, [Call], layout)
                : BodyEdit.PutFirst(method, [$"if ({disposing})", layout.Step + Call], layout);
        }

        public string[] Override(IMethodSymbol method, Layout layout)
        {
            var step = layout.Step;
            var access = SyntaxFacts.GetText(method.DeclaredAccessibility == Accessibility.Public ? Accessibility.Public : Accessibility.Protected);
            var parameter = method.Parameters.Length == 1;
            var isAsync = !method.ReturnsVoid;
            var returns = isAsync ? "async " + method.ReturnType.ToMinimalDisplayString(model, declaration.SpanStart) : "void";
            string[] body = parameter ? ["if (disposing)", step + Call] : Lines(isAsync, layout);
            return
            [
                $"{access} override {returns} {method.Name}({(parameter ? "bool disposing" : "")})",
                "{",
                .. body.Select(line => step + line),
                $"{step}{(isAsync ? "await " : "")}base.{method.Name}({(parameter ? "disposing" : "")});",
                "}",
            ];
        }

        private string[] Lines(bool isAsync, Layout layout)
        {
            if (!isAsync || !CanBeAwaited)
                return [Call];

            var call = $"await {_name}.DisposeAsync();";
            return _mayBeNull ? [$"if ({_name} is not null)", layout.Step + call] : [call];
        }

        private bool CanBeAwaited => Stored.TypeIn(timer) is { } type && FrameworkTypes.Of(model.Compilation).IAsyncDisposable is { } asyncDisposable
            && type.AllInterfaces.Contains(asyncDisposable, SymbolEqualityComparer.Default);

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
