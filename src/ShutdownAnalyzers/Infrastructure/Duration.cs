using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace ShutdownAnalyzers.Infrastructure;

/// <summary>Lengths of time as code states them.</summary>
internal static class Duration
{
    /// <summary>
    /// A <see cref="TimeSpan"/> that is made of constants, or a constant number of milliseconds; null for one that only the running
    /// program knows. Infinite is <see cref="Timeout.InfiniteTimeSpan"/>; what is too long for a <see cref="TimeSpan"/> is <see cref="TimeSpan.MaxValue"/>.
    /// </summary>
    public static TimeSpan? Of(ExpressionSyntax stated, SemanticModel model, CancellationToken cancel) =>
        model.GetOperation(stated, cancel) is { } operation ? Of(operation.Unwrap(), model.Compilation, cancel) : null;

    private static TimeSpan? Of(IOperation stated, Compilation compilation, CancellationToken cancel) => stated switch
    {
        { ConstantValue: { HasValue: true, Value: { } number } } => From("milliseconds", number),
        IFieldReferenceOperation { Field: var field } => Of(field, compilation, cancel),
        IInvocationOperation { TargetMethod: { IsStatic: true, ContainingType: var type, Name: var name } } call when IsTimeSpan(type) => Sum(call.Arguments, UnitOf(name)),
        IObjectCreationOperation { Type: var type } creation when IsTimeSpan(type) => Sum(creation.Arguments, ""),
        IDefaultValueOperation { Type: var type } when IsTimeSpan(type) => TimeSpan.Zero,
        _ => null,
    };

    private static TimeSpan? Of(IFieldSymbol field, Compilation compilation, CancellationToken cancel) => field.Name switch
    {
        nameof(TimeSpan.Zero) when IsTimeSpan(field.ContainingType) => TimeSpan.Zero,
        nameof(TimeSpan.MaxValue) when IsTimeSpan(field.ContainingType) => TimeSpan.MaxValue,
        nameof(TimeSpan.MinValue) when IsTimeSpan(field.ContainingType) => TimeSpan.MinValue,
        nameof(Timeout.InfiniteTimeSpan) when field.ContainingType.ToDisplayString() == "System.Threading.Timeout" => Timeout.InfiniteTimeSpan,
        _ => field.IsReadOnly ? OfInitializer(field, compilation, cancel) : null,
    };

    /// <summary>A field that is computed from others is not followed further: it could lead in a circle.</summary>
    private static TimeSpan? OfInitializer(IFieldSymbol field, Compilation compilation, CancellationToken cancel)
    {
        if (field.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: { } value }
            || !compilation.ContainsSyntaxTree(value.SyntaxTree))
            return null;

        return compilation.GetSemanticModel(value.SyntaxTree).GetOperation(value, cancel)?.Unwrap() is { } operation and not IFieldReferenceOperation { Field.IsReadOnly: true, Field.DeclaringSyntaxReferences.Length: > 0 }
            ? Of(operation, compilation, cancel)
            : null;
    }

    private static bool IsTimeSpan(ITypeSymbol? type) => type is { Name: nameof(TimeSpan), ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } };

    /// <summary><c>FromSeconds</c> counts in seconds.</summary>
    private static string UnitOf(string factory) => factory.StartsWith("From", StringComparison.Ordinal) ? factory.Substring("From".Length) : "";

    /// <summary>The parameters of constructors and of newer factories are called as the unit they count in, a lone one of older factories is not.</summary>
    private static TimeSpan? Sum(IEnumerable<IArgumentOperation> arguments, string unitOfValue)
    {
        var sum = TimeSpan.Zero;
        foreach (var argument in arguments)
        {
            var unit = argument.Parameter?.Name is null or "value" ? unitOfValue : argument.Parameter.Name;
            if (argument.Value.ConstantValue is not { HasValue: true, Value: { } number } || From(unit, number) is not { } part)
                return null;

            sum = part == TimeSpan.MaxValue ? part : sum + part;
        }

        return sum;
    }

    private static TimeSpan? From(string unit, object number)
    {
        if (TicksOf(unit) is not { } ticks || number is not (int or uint or long or double or short or byte))
            return null;

        var total = Convert.ToDouble(number, System.Globalization.CultureInfo.InvariantCulture) * ticks;
        return Math.Abs(total) < TimeSpan.MaxValue.Ticks ? TimeSpan.FromTicks((long)total) : TimeSpan.MaxValue;
    }

    private static long? TicksOf(string unit) => unit.ToUpperInvariant() switch
    {
        "DAYS" => TimeSpan.TicksPerDay,
        "HOURS" => TimeSpan.TicksPerHour,
        "MINUTES" => TimeSpan.TicksPerMinute,
        "SECONDS" => TimeSpan.TicksPerSecond,
        "MILLISECONDS" => TimeSpan.TicksPerMillisecond,
        "MICROSECONDS" => TimeSpan.TicksPerMillisecond / 1000,
        "TICKS" => 1,
        _ => null,
    };
}
