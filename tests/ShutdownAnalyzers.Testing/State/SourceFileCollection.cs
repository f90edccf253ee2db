using Microsoft.CodeAnalysis.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>Files by path and text, such as <c>("/0/appsettings.json", "{}")</c>.</summary>
public class SourceFileCollection : List<(string filename, SourceText content)>
{
    public void Add((string filename, string content) file) => Add((file.filename, SourceText.From(file.content)));
}

/// <summary>Source files; one without a path is called <c>Test0.cs</c>, <c>Test1.cs</c>, … in the project's folder.</summary>
public class SourceFileList(string defaultPrefix, string defaultExtension) : SourceFileCollection
{
    public void Add(string content) => Add(($"{defaultPrefix}{Count}.{defaultExtension}", content));
}
