using System.CodeDom.Compiler;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SessionCluster.Unit.Tests.Conventions;

public sealed class SealedClassTests
{
    [Theory]
    [MemberData(nameof(ShippedAssemblies.Names), MemberType = typeof(ShippedAssemblies))]
    public void Every_class_is_sealed_static_or_abstract(string assembly) => Assert.Empty(OpenClasses(Assembly.Load(assembly)));

    [Fact]
    public void An_open_class_is_found() => Assert.Contains(typeof(Open), OpenClasses(typeof(Open).Assembly));

    private static IEnumerable<Type> OpenClasses(Assembly assembly) =>
        assembly.GetTypes().Where(type => type is { IsClass: true, IsAbstract: false, IsSealed: false } && !IsGenerated(type));

    /// <summary>Written by the compiler (top-level statements become a class, too) or by the Orleans code generator: not ours to seal.</summary>
    private static bool IsGenerated(Type type) =>
        type == type.Assembly.EntryPoint?.DeclaringType || type.IsDefined(typeof(CompilerGeneratedAttribute)) || type.IsDefined(typeof(GeneratedCodeAttribute)) || (type.DeclaringType is { } outer && IsGenerated(outer));

    /// <summary>What the test above must find; public, or the compiler asks to seal it.</summary>
    public class Open;
}
