using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using ShutdownAnalyzers.Hosting;
using ShutdownAnalyzers.Infrastructure;
using ShutdownAnalyzers.Ownership;

namespace ShutdownAnalyzers.Lifecycle;

/// <summary>SHUT110: a thread that keeps the process alive after its host has stopped.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ForegroundThreadAnalyzer() : MentionAnalyzer(["Thread"], s_rule)
{
    private static readonly DiagnosticDescriptor s_rule = Rule.Warning(
        "SHUT110",
        "Foreground thread blocks the exit",
        "The thread that runs '{0}' is a foreground thread that nobody joins: the process does not exit before it ends, however long the host has been stopped",
        "A process exits when its last foreground thread ends, and a new thread is one. After the host has stopped, nothing tells it to end.");

    private protected override bool CanOccur(FrameworkTypes types) => types.Thread is not null && types.IHost is not null;

    private protected override void Check(Mention mention, FileContext file)
    {
        foreach (var creation in Creations(mention.Node))
            if (file.Model.GetOperation(creation, file.Cancel) is IObjectCreationOperation thread
                && thread.Type.Is(file.Types.Thread)
                && RunCall.Of(file.Compilation, file.Cancel) is { Host: not HostKind.Console }
                && IsStartedAndLeft(thread, file))
                file.Report(s_rule, Head(creation), Work(creation));
    }

    /// <summary><c>new Thread(…)</c>, and <c>new(…)</c> where a field or local is declared as a thread.</summary>
    private static IEnumerable<BaseObjectCreationExpressionSyntax> Creations(SyntaxNode name)
    {
        var type = name;
        while (type.Parent is QualifiedNameSyntax or AliasQualifiedNameSyntax or NullableTypeSyntax)
            type = type.Parent;

        return type.Parent switch
        {
            ObjectCreationExpressionSyntax creation when creation.Type == type => [creation],
            VariableDeclarationSyntax declaration => declaration.Variables.Select(static variable => variable.Initializer?.Value).OfType<ImplicitObjectCreationExpressionSyntax>(),
            _ => [],
        };
    }

    private static bool IsStartedAndLeft(IObjectCreationOperation thread, FileContext file)
    {
        if (thread.Initializer is { } initializer && initializer.Initializers.OfType<ISimpleAssignmentOperation>().Any(IsOfBackground))
            return false;

        var uses = UsesOf(thread, file);
        return uses.Exists(static use => Calls(use, "Start") || Calls(use, "UnsafeStart")) && uses.TrueForAll(IsHarmless);
    }

    private static List<IOperation> UsesOf(IObjectCreationOperation thread, FileContext file) => KeptIn(thread) switch
    {
        ILocalSymbol local => [.. Mentions.Of(local, thread).SelectMany(mention => Uses.Of(mention, local))],
        { } member when Stored.IsReachedByItsTypeAlone(member) => [.. Stored.In(member, file.Compilation, file.Cancel).Uses],
        null => [thread],
        _ => [],
    };

    /// <summary>The variable or member that the thread is put into.</summary>
    private static ISymbol? KeptIn(IOperation thread) => thread.Parent switch
    {
        IConversionOperation conversion => KeptIn(conversion),
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation declarator } => declarator.Symbol,
        IFieldInitializerOperation field => field.InitializedFields.FirstOrDefault(),
        ISimpleAssignmentOperation { Target: ILocalReferenceOperation target } => target.Local,
        ISimpleAssignmentOperation { Target: IMemberReferenceOperation target } => target.Member,
        _ => null,
    };

    /// <summary>Neither made a background thread, nor joined, given an apartment for windows, or handed to other code.</summary>
    private static bool IsHarmless(IOperation use) => use.Parent switch
    {
        IInvocationOperation call when call.Instance == use => call.TargetMethod.Name is not ("Join" or "SetApartmentState" or "TrySetApartmentState" or "Interrupt"),
        IExpressionStatementOperation => true,
        IPropertyReferenceOperation { Parent: ISimpleAssignmentOperation assignment } => !IsOfBackground(assignment),
        IPropertyReferenceOperation => true,
        _ => false,
    };

    private static bool IsOfBackground(ISimpleAssignmentOperation assignment) =>
        assignment.Target is IPropertyReferenceOperation { Property.Name: "IsBackground" } && assignment.Value.ConstantValue is not { HasValue: true, Value: false };

    private static bool Calls(IOperation use, string method) => use.Parent is IInvocationOperation call && call.Instance == use && call.TargetMethod.Name == method;

    private static Location Head(BaseObjectCreationExpressionSyntax creation) => creation switch
    {
        ObjectCreationExpressionSyntax named => Location.Create(creation.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(named.SpanStart, named.Type.Span.End)),
        _ => creation.NewKeyword.GetLocation(),
    };

    private static string Work(BaseObjectCreationExpressionSyntax creation) => creation.ArgumentList?.Arguments.FirstOrDefault()?.Expression switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText,
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        _ => "a lambda",
    };
}
