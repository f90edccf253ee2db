using System.Text;

namespace Microsoft.CodeAnalysis.Testing;

/// <summary>The difference of two texts, line by line: <c>-</c> is expected and missing, <c>+</c> is there and not expected.</summary>
internal static class LineDiff
{
    public static string Between(string expected, string actual)
    {
        var before = Lines(expected);
        var after = Lines(actual);
        var common = CommonLengths(before, after);
        var diff = new StringBuilder();

        for (int i = 0, j = 0; i < before.Length || j < after.Length;)
        {
            if (i < before.Length && j < after.Length && before[i] == after[j])
            {
                diff.Append(' ').AppendLine(before[i]);
                (i, j) = (i + 1, j + 1);
            }
            else if (j == after.Length || (i < before.Length && common[i + 1, j] >= common[i, j + 1]))
                diff.Append('-').AppendLine(before[i++]);
            else
                diff.Append('+').AppendLine(after[j++]);
        }

        return diff.ToString();
    }

    // How many lines the two tails that begin at i and j have in common, in order.
    private static int[,] CommonLengths(string[] before, string[] after)
    {
        var common = new int[before.Length + 1, after.Length + 1];
        for (var i = before.Length - 1; i >= 0; i--)
            for (var j = after.Length - 1; j >= 0; j--)
                common[i, j] = before[i] == after[j] ? common[i + 1, j + 1] + 1 : Math.Max(common[i + 1, j], common[i, j + 1]);
        return common;
    }

    // A line end that differs is a difference, so it is made visible.
    private static string[] Lines(string text) => text.Replace("\r", "<CR>").Split('\n');
}
