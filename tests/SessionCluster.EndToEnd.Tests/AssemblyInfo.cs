using System.Runtime.Versioning;

// Signals, /proc and file modes: these tests run on Linux.
[assembly: SupportedOSPlatform("linux")]
