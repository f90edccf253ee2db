using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ShutdownAnalyzers.Infrastructure;

namespace ShutdownAnalyzers.Timers;

/// <summary>Where a file may make a timer, found from the name of a timer's type or of <c>CreateTimer</c>: by syntax alone.</summary>
internal static class TimerCreations
{
    /// <summary>
    /// The creations that a name stands for: <c>new Timer(…)</c>, <c>time.CreateTimer(…)</c>, and every <c>new(…)</c> that is put
    /// into the variables that are declared with it.
    /// </summary>
    public static IEnumerable<ExpressionSyntax> At(SyntaxNode name) => TypeNamedBy(name) switch
    {
        { Parent: ObjectCreationExpressionSyntax creation } type when creation.Type == type => [creation],
        { Parent: VariableDeclarationSyntax declaration } type when declaration.Type == type => PutInto(declaration),
        { Parent: PropertyDeclarationSyntax property } type when property.Type == type => PutInto(property.Identifier, property, property.Parent),
        _ => name is SimpleNameSyntax { Identifier.ValueText: "CreateTimer" } method && method.Call() is { } call ? [call] : [],
    };

    /// <summary>The whole type whose last name this is: <c>System.Threading.Timer?</c> for <c>Timer</c>.</summary>
    public static SyntaxNode TypeNamedBy(SyntaxNode name)
    {
        while (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name || name.Parent is AliasQualifiedNameSyntax or NullableTypeSyntax)
            name = name.Parent!;
        return name;
    }

    private static IEnumerable<ExpressionSyntax> PutInto(VariableDeclarationSyntax declaration) =>
        declaration.Variables.SelectMany(variable => PutInto(variable.Identifier, variable, declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is FieldDeclarationSyntax field
            ? field.Parent
            : declaration.FirstAncestorOrSelf<SyntaxNode>(static node => node is MemberDeclarationSyntax or CompilationUnitSyntax && node is not GlobalStatementSyntax)));

    private static IEnumerable<ExpressionSyntax> PutInto(SyntaxToken variable, SyntaxNode declaration, SyntaxNode? scope) =>
        from creation in (scope ?? declaration).DescendantNodes().OfType<ImplicitObjectCreationExpressionSyntax>()
        where IsPutInto(creation, variable.ValueText)
        select creation;

    private static bool IsPutInto(ExpressionSyntax creation, string variable) => creation.Parent switch
    {
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax declarator } => declarator.Identifier.ValueText == variable,
        EqualsValueClauseSyntax { Parent: PropertyDeclarationSyntax property } => property.Identifier.ValueText == variable,
        AssignmentExpressionSyntax assignment when assignment.Right == creation => assignment.Left switch
        {
            IdentifierNameSyntax name => name.Identifier.ValueText == variable,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name == variable,
            _ => false,
        },
        _ => false,
    };
}
