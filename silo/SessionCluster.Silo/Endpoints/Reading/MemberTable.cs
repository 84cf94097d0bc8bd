using System.Text;
using System.Text.Json;

namespace SessionCluster.Silo.Endpoints.Reading;

/// <summary>The members that an object has in this version; any other is refused, never ignored. At most 32.</summary>
internal sealed class MemberTable
{
    private readonly Member[] _members;
    private readonly byte[][] _names;

    public MemberTable(params Member[] members)
    {
        _members = members;
        _names = [.. members.Select(member => Encoding.UTF8.GetBytes(member.Name))];
        for (var index = 0; index < members.Length; index++)
        {
            Required |= members[index].IsRequired ? 1u << index : 0;
        }
    }

    /// <summary>The members in the order of the documentation.</summary>
    public IReadOnlyList<Member> Members => _members;

    /// <summary>A bit for each required member.</summary>
    public uint Required { get; }

    /// <summary>The member at a place.</summary>
    public Member this[int index] => _members[index];

    /// <summary>The place of the name at which the reader stands, or -1.</summary>
    public int IndexOf(ref readonly Utf8JsonReader reader)
    {
        for (var index = 0; index < _names.Length; index++)
        {
            if (reader.ValueTextEquals(_names[index]))
            {
                return index;
            }
        }

        return -1;
    }
}
