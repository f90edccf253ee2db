using System.Collections.Immutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.Deployment.Containers;

/// <summary>Splits a Dockerfile into instructions: comments, lines that go on, here-documents.</summary>
internal static class DockerReader
{
    private static readonly Regex s_hereDocument = new(@"<<-?\s*[""']?(?<end>[A-Za-z_]\w*)[""']?", RegexOptions.CultureInvariant);

    public static ImmutableArray<DockerInstruction> Read(string text)
    {
        var escape = text.IndexOf("escape=`", StringComparison.OrdinalIgnoreCase) >= 0 ? '`' : '\\';
        var instructions = ImmutableArray.CreateBuilder<DockerInstruction>();
        for (var at = 0; at < text.Length;)
        {
            var (line, next) = LogicalLine(text, at, escape);
            if (Instruction(line, at) is { } instruction)
            {
                instructions.Add(instruction);
                next = AfterHereDocuments(text, instruction, next);
            }

            at = next;
        }

        return instructions.ToImmutable();
    }

    /// <summary>A line and those it goes on in; what joins them is blanked out.</summary>
    private static (string Line, int Next) LogicalLine(string text, int start, char escape)
    {
        var line = new System.Text.StringBuilder();
        for (var at = start; ;)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            var part = text.Substring(at, next - at);
            var isComment = part.TrimStart().StartsWith("#", StringComparison.Ordinal);
            var content = part.TrimEnd();
            var goesOn = isComment ? at > start : content.Length > 0 && content[content.Length - 1] == escape || at > start && content.Length == 0;

            if (isComment)
                line.Append(' ', part.Length);
            else if (goesOn && content.Length > 0)
                line.Append(content, 0, content.Length - 1).Append(' ', part.Length - content.Length + 1);
            else
                line.Append(content).Append(' ', part.Length - content.Length);

            if (!goesOn || next == text.Length)
                return (line.ToString(), next);
            at = next;
        }
    }

    private static DockerInstruction? Instruction(string line, int start)
    {
        var name = line.TrimStart();
        var nameStart = line.Length - name.Length;
        var nameEnd = nameStart;
        while (nameEnd < line.Length && char.IsLetter(line[nameEnd]))
            nameEnd++;
        if (nameEnd == nameStart || nameEnd < line.Length && !char.IsWhiteSpace(line[nameEnd]))
            return null;

        var arguments = line.Substring(nameEnd).Trim();
        var argumentsStart = arguments.Length == 0 ? nameEnd : nameEnd + line.Substring(nameEnd).IndexOf(arguments, StringComparison.Ordinal);
        return new(
            line.Substring(nameStart, nameEnd - nameStart),
            TextSpan.FromBounds(start + nameStart, start + argumentsStart + arguments.Length),
            arguments,
            start + argumentsStart);
    }

    private static int AfterHereDocuments(string text, DockerInstruction instruction, int next)
    {
        if (!instruction.Is("RUN") && !instruction.Is("COPY") && !instruction.Is("ADD"))
            return next;

        foreach (Match document in s_hereDocument.Matches(instruction.Arguments))
            next = AfterLine(text, next, document.Groups["end"].Value) ?? next;
        return next;
    }

    /// <summary>Behind the line that says this and nothing else; null if there is none.</summary>
    private static int? AfterLine(string text, int start, string content)
    {
        for (var at = start; at < text.Length;)
        {
            var end = text.IndexOf('\n', at);
            var next = end < 0 ? text.Length : end + 1;
            if (text.Substring(at, next - at).Trim() == content)
                return next;

            at = next;
        }

        return null;
    }
}
