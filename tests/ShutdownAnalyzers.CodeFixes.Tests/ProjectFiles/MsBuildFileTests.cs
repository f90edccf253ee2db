using System.Text;
using Microsoft.CodeAnalysis.Text;

namespace ShutdownAnalyzers.ProjectFiles;

public sealed class MsBuildFileTests
{
    private const string New = """<PackageReference Include="New" />""";

    [Fact]
    public void Item_goes_behind_the_last_of_its_type() => AfterAdding(
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="A" /> <!-- why A -->
            <PackageReference Include="B">
              <PrivateAssets>all</PrivateAssets>
            </PackageReference>
          </ItemGroup>
          <ItemGroup>
            <Compile Remove="C.cs" />
          </ItemGroup>
        </Project>
        """).Is(
        """
        <Project Sdk="Microsoft.NET.Sdk">
          <ItemGroup>
            <PackageReference Include="A" /> <!-- why A -->
            <PackageReference Include="B">
              <PrivateAssets>all</PrivateAssets>
            </PackageReference>
            <PackageReference Include="New" />
          </ItemGroup>
          <ItemGroup>
            <Compile Remove="C.cs" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public void Comment_in_the_line_of_the_last_item_stays_with_it() => AfterAdding(
        """
        <Project>
          <ItemGroup>
            <PackageReference Include="A" /> <!-- why A: x > y -->
          </ItemGroup>
        </Project>
        """).Is(
        """
        <Project>
          <ItemGroup>
            <PackageReference Include="A" /> <!-- why A: x > y -->
            <PackageReference Include="New" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public void Conditional_groups_and_targets_are_no_place_for_it() => AfterAdding(
        """
        <Project>
          <ItemGroup Condition="'$(OS)' == 'Windows_NT'">
            <PackageReference Include="A" />
          </ItemGroup>
          <Target Name="T">
            <ItemGroup>
              <PackageReference Include="B" />
            </ItemGroup>
          </Target>
        </Project>
        """).Is(
        """
        <Project>
          <ItemGroup Condition="'$(OS)' == 'Windows_NT'">
            <PackageReference Include="A" />
          </ItemGroup>

          <ItemGroup>
            <PackageReference Include="New" />
          </ItemGroup>
          <Target Name="T">
            <ItemGroup>
              <PackageReference Include="B" />
            </ItemGroup>
          </Target>
        </Project>
        """);

    [Fact]
    public void Project_without_items_gets_a_group() => AfterAdding(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <Project Sdk="Microsoft.NET.Sdk">

        	<PropertyGroup>
        		<TargetFramework>net10.0</TargetFramework>
        	</PropertyGroup>

        </Project>
        """).Is(
        """
        <?xml version="1.0" encoding="utf-8"?>
        <Project Sdk="Microsoft.NET.Sdk">

        	<PropertyGroup>
        		<TargetFramework>net10.0</TargetFramework>
        	</PropertyGroup>

        	<ItemGroup>
        		<PackageReference Include="New" />
        	</ItemGroup>

        </Project>
        """);

    [Theory]
    [InlineData("""<Project Sdk="A/>B"/>""", "<Project Sdk=\"A/>B\">\n  <ItemGroup>\n    <PackageReference Include=\"New\" />\n  </ItemGroup>\n</Project>")]
    [InlineData("""<Project Sdk="A"></Project>""", "<Project Sdk=\"A\">\n  <ItemGroup>\n    <PackageReference Include=\"New\" />\n  </ItemGroup>\n</Project>")]
    [InlineData("<Project>\r\n</Project>", "<Project>\r\n  <ItemGroup>\r\n    <PackageReference Include=\"New\" />\r\n  </ItemGroup>\r\n</Project>")]
    [InlineData("<Project><PropertyGroup /></Project>", "<Project><PropertyGroup /><ItemGroup><PackageReference Include=\"New\" /></ItemGroup></Project>")]
    public void Empty_project(string before, string after) => AfterAdding(before).Is(after);

    [Fact]
    public void Each_line_keeps_its_ending_and_the_new_one_ends_as_its_neighbour() =>
        AfterAdding("<Project>\r\n  <ItemGroup>\n    <PackageReference Include=\"A\" />\r\n  </ItemGroup>\n</Project>\n")
            .Is("<Project>\r\n  <ItemGroup>\n    <PackageReference Include=\"A\" />\r\n    <PackageReference Include=\"New\" />\r\n  </ItemGroup>\n</Project>\n");

    [Fact]
    public void Markup_within_comments_and_data_is_not_taken_for_elements() => AfterAdding(
        """
        <Project>
          <!-- <ItemGroup> -->
          <PropertyGroup><Note><![CDATA[ </Project> ]]></Note></PropertyGroup>
          <ItemGroup>
            <PackageReference Include='A>' />
          </ItemGroup>
        </Project>
        """).Is(
        """
        <Project>
          <!-- <ItemGroup> -->
          <PropertyGroup><Note><![CDATA[ </Project> ]]></Note></PropertyGroup>
          <ItemGroup>
            <PackageReference Include='A>' />
            <PackageReference Include="New" />
          </ItemGroup>
        </Project>
        """);

    [Fact]
    public void Byte_order_mark_stays()
    {
        var text = SourceText.From("<Project />", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));

        var changed = MsBuildFile.Read(text)!.WithItem("PackageReference", New);

        Assert.Equal([0xEF, 0xBB, 0xBF], changed.Encoding!.GetPreamble());
    }

    [Theory]
    [InlineData("")]
    [InlineData("<Project>")]
    [InlineData("<Project></project>")]
    [InlineData("<Project Sdk=Microsoft.NET.Sdk />")]
    [InlineData("<configuration />")]
    [InlineData("<!DOCTYPE Project [<!ENTITY a \"b\">]><Project />")]
    [InlineData("Microsoft.NET.Sdk")]
    public void What_is_no_well_formed_project_is_not_read(string text) => Assert.Null(MsBuildFile.Read(SourceText.From(text)));

    [Theory]
    [InlineData("""<PackageReference Include="Runtime" Version="9.9.9" />""")]
    [InlineData("""<PackageReference Include="runtime" />""")]
    [InlineData("""<PackageReference Update="Runtime" Version="9.9.9" />""")]
    [InlineData("""<PackageReference Include="Other; Runtime " />""")]
    [InlineData("""<PackageReference Include="Runtime" Condition="'$(A)' == 'B'" />""")]
    [InlineData("""<PackageReference Include="Runtime" VersionOverride="9.9.9" />""")]
    public void Item_that_is_there_is_found(string item) => Assert.True(Read(item).Names("PackageReference", "Runtime"));

    [Theory]
    [InlineData("""<PackageReference Include="Runtime.AspNetCore" />""")]
    [InlineData("""<PackageReference Remove="Runtime" />""")]
    [InlineData("""<PackageVersion Include="Runtime" />""")]
    [InlineData("""<!-- <PackageReference Include="Runtime" /> -->""")]
    public void What_only_looks_like_it_is_not(string item) => Assert.False(Read(item).Names("PackageReference", "Runtime"));

    [Theory]
    [InlineData("""<Project Sdk="Microsoft.NET.Sdk" />""", true)]
    [InlineData("""<Project><Sdk Name="Microsoft.NET.Sdk" /></Project>""", true)]
    [InlineData("""<Project><Import Project="Sdk.props" Sdk="Microsoft.NET.Sdk" /></Project>""", true)]
    [InlineData("""<Project ToolsVersion="15.0" xmlns="http://schemas.microsoft.com/developer/msbuild/2003"><Import Project="$(MSBuildToolsPath)\Microsoft.CSharp.targets" /></Project>""", false)]
    public void Sdk_is_found_in_each_of_its_forms(string project, bool usesSdk) => Assert.Equal(usesSdk, MsBuildFile.Read(SourceText.From(project))!.UsesSdk);

    private static MsBuildFile Read(string item) => MsBuildFile.Read(SourceText.From($"<Project><ItemGroup>{item}</ItemGroup></Project>"))!;

    private static Expectation AfterAdding(string before) => new(MsBuildFile.Read(SourceText.From(before))!.WithItem("PackageReference", New).ToString());

    private sealed record Expectation(string Actual)
    {
        public void Is(string expected) => Assert.Equal(expected, Actual);
    }
}
