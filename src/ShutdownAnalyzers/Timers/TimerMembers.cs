using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ShutdownAnalyzers.Timers;

/// <summary>The fields and properties that are declared with the name of a timer's type: by syntax alone.</summary>
internal static class TimerMembers
{
    public static IEnumerable<SyntaxNode> DeclaredWith(SyntaxNode name) => TimerCreations.TypeNamedBy(name) switch
    {
        { Parent: VariableDeclarationSyntax { Parent: FieldDeclarationSyntax } declaration } type when declaration.Type == type => declaration.Variables,
        { Parent: PropertyDeclarationSyntax property } type when property.Type == type => [property],
        _ => [],
    };
}
