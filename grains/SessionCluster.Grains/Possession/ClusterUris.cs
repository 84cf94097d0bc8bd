namespace SessionCluster.Grains.Possession;

/// <summary>
/// Where this cluster's own calls are reached: its public URL. Proofs for rotating, stepping up and the like are for these, and a silo verifies them against its own idea of them, whatever URI an edge names.
/// The host sets it (<c>Http:PublicUrl</c>, or the first address it listens on); a cluster of several silos has one public URL.
/// </summary>
public sealed class ClusterUris
{
    /// <summary>Until the host sets another: where a silo listens by default.</summary>
    public const string DefaultBase = "http://127.0.0.1:5080";

    private volatile string _base = DefaultBase;

    /// <summary>Scheme, host and port, without a slash at the end.</summary>
    public string Base => _base;

    /// <summary>Sets scheme, host and port; anything after them is cut off.</summary>
    /// <param name="publicUrl">An absolute URL.</param>
    public void Set(Uri publicUrl)
    {
        ArgumentNullException.ThrowIfNull(publicUrl);
        _base = publicUrl.GetLeftPart(UriPartial.Authority);
    }

    /// <summary>The URI of one of this cluster's own calls.</summary>
    /// <param name="path">One of <see cref="Abstractions.Wire.ClusterPaths"/>, with its slash.</param>
    public string Of(string path) => _base + path;
}
