using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace ShutdownAnalyzers.Ownership;

/// <summary>Looked at or called, and then still where it was.</summary>
internal static class Read
{
    public static bool IsOnlyRead(this IOperation use) => use.Parent switch
    {
        IInvocationOperation call => call.Instance == use,
        IPropertyReferenceOperation { Property.Name: "Site", Parent: IAssignmentOperation } => false, // A container takes it.
        IMemberReferenceOperation member => member.Instance == use,
        IAssignmentOperation assignment => assignment.Target is IDiscardOperation,
        IVariableInitializerOperation => true, // A copy that nothing reads.
        null or IExpressionStatementOperation or IObjectOrCollectionInitializerOperation or IBinaryOperation or IIsTypeOperation or IIsPatternOperation or IPropertySubpatternOperation
            or IConditionalAccessOperation or ILockOperation or INameOfOperation or IInterpolationOperation => true,
        _ => false,
    };
}
