using System.Reflection;
using System.Text;

namespace ShutdownAnalyzers.Generated;

/// <summary>An assembly's public API as text: a type a paragraph, a member a line, sorted.</summary>
internal static class PublicApi
{
    private const BindingFlags Declared = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private static readonly NullabilityInfoContext s_nullability = new();

    public static string Of(Assembly assembly)
    {
        var text = new StringBuilder();
        foreach (var type in assembly.GetExportedTypes().OrderBy(static type => type.FullName, StringComparer.Ordinal))
        {
            text.Append($"{Kind(type)} {type.FullName}{Bases(type)}\n");
            foreach (var line in Members(type).Order(StringComparer.Ordinal))
                text.Append($"    {line}\n");
            text.Append('\n');
        }

        return text.ToString();
    }

    private static string Kind(Type type) => type switch
    {
        { IsEnum: true } => "enum",
        { IsInterface: true } => "interface",
        { IsValueType: true } => "struct",
        { IsAbstract: true, IsSealed: true } => "static class",
        { IsSealed: true } => "sealed class",
        { IsAbstract: true } => "abstract class",
        _ => "class",
    };

    private static string Bases(Type type)
    {
        if (type.IsEnum)
            return "";

        var bases = type.GetInterfaces().Where(static i => i.IsPublic).Select(Name).Order(StringComparer.Ordinal).ToList();
        if (type.BaseType is { } baseType && baseType != typeof(object) && baseType != typeof(ValueType))
            bases.Insert(0, Name(baseType));
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    private static IEnumerable<string> Members(Type type)
    {
        if (type.IsEnum)
            return Enum.GetNames(type).Select(name => $"{name} = {Convert.ToInt64(Enum.Parse(type, name))}");

        var methods = type.GetMethods(Declared).Where(static m => IsVisible(m) && !m.IsSpecialName)
            .Select(static m => $"{Static(m)}{Name(s_nullability.Create(m.ReturnParameter))} {m.Name}({Parameters(m)})");
        var constructors = type.GetConstructors(Declared).Where(IsVisible).Select(static c => $"new({Parameters(c)})");
        var properties = type.GetProperties(Declared).Where(static p => p.GetAccessors(true).Any(IsVisible)).Select(Property);
        var fields = type.GetFields(Declared).Where(static f => f.IsPublic || f.IsFamily)
            .Select(static f => $"{(f.IsStatic ? "static " : "")}{Name(s_nullability.Create(f))} {f.Name}");

        return [.. constructors, .. fields, .. properties, .. methods];
    }

    private static string Property(PropertyInfo property)
    {
        var accessors = property.GetAccessors(true).Where(IsVisible).Select(a => a == property.GetMethod ? "get;" : "set;").Order(StringComparer.Ordinal);
        return $"{Static(property.GetAccessors(true)[0])}{Name(s_nullability.Create(property))} {property.Name} {{ {string.Join(" ", accessors)} }}";
    }

    private static bool IsVisible(MethodBase method) => method.IsPublic || method.IsFamily;

    private static string Static(MethodInfo method) => method.IsStatic ? "static " : "";

    private static string Parameters(MethodBase method) =>
        string.Join(", ", method.GetParameters().Select(static p => $"{Name(s_nullability.Create(p))} {p.Name}{(p.HasDefaultValue ? $" = {p.DefaultValue ?? "default"}" : "")}"));

    private static string Name(NullabilityInfo info)
    {
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = info.GenericTypeArguments.Length > 0 && type.IsGenericType
            ? $"{Simple(type)}<{string.Join(", ", info.GenericTypeArguments.Select(Name))}>"
            : Name(type);
        return info.ReadState == NullabilityState.Nullable ? name + "?" : name;
    }

    private static string Name(Type type) =>
        type.IsGenericType ? $"{Simple(type)}<{string.Join(", ", type.GetGenericArguments().Select(Name))}>" : type.Name;

    private static string Simple(Type type) => type.Name.Split('`')[0];
}
