using System.Collections.Immutable;
using SessionCluster.Abstractions.Assurance;
using SessionCluster.Abstractions.Establishment;
using SessionCluster.Abstractions.Identifiers;
using SessionCluster.Abstractions.Possession;
using SessionCluster.Abstractions.Wire;
using SessionCluster.Client.Sessions;
using SessionCluster.Silo.Callers;
using SessionCluster.Silo.Endpoints.Problems;
using SessionCluster.Silo.Endpoints.Reading;

namespace SessionCluster.Silo.Endpoints.Establishment;

/// <summary>Reads what <c>POST /sessions</c> asks for.</summary>
internal static class EstablishBody
{
    public static EstablishDescriptor? Parse(ReadOnlySpan<byte> utf8, Caller caller, out Problem? problem)
    {
        var json = new StrictJson(utf8);
        SubjectId subject = default;
        SessionClassName sessionClass = default;
        ImmutableArray<Audience> audiences = [];
        AuthenticationEvent? authentication = null;
        var scope = ScopeSet.Empty;
        var client = caller.Id;
        BindingReader binding = default;
        ClientContext? declared = null;
        DeviceId device = default;
        int? maxUses = null;
        var attributes = SessionAttributes.Empty;

        var members = json.Begin(EstablishMembers.Request);
        while (json.TryNext(ref members, out var name))
        {
            switch (name)
            {
                case ClaimNames.Subject:
                    subject = SubjectReader.Read(ref json);
                    break;
                case ClaimNames.Class:
                    json.Require(SessionClassName.TryCreate(json.Text(), out sessionClass));
                    break;
                case ClaimNames.Audience:
                    audiences = ReadAudiences(ref json);
                    break;
                case ClaimNames.Authentication:
                    authentication = AuthenticationReader.Read(ref json);
                    break;
                case ClaimNames.Scope:
                    json.Require(ScopeSet.TryParse(json.Text(), out scope));
                    break;
                case ClaimNames.ClientId:
                    json.Require(ClientId.TryCreate(json.Text(), out client));
                    break;
                case ClaimNames.MaxUses:
                    maxUses = (int)json.Integer(1, EstablishCall.MaxUsesCeiling);
                    break;
                case ClaimNames.Attributes:
                    json.Require(SessionAttributes.TryCreate(json.TextMap(), out attributes));
                    break;
                case ClaimNames.DeviceId:
                    json.Require(DeviceId.TryCreate(json.Text(), out device));
                    break;
                case ClaimNames.Context:
                    declared = ContextReader.Read(ref json);
                    break;
                default:
                    if (!binding.TryRead(ref json, name))
                    {
                        throw new InvalidOperationException($"Nobody reads member '{name}'.");
                    }

                    break;
            }
        }

        json.End();
        binding.Check(ref json);
        problem = json.Problem;
        return problem is not null ? null : new()
        {
            Subject = subject,
            Class = sessionClass,
            Audiences = audiences,
            Authentication = authentication!,
            EstablishedBy = caller.Id,
            ClientId = client,
            Scope = scope,
            MaxUses = maxUses,
            Confirmation = binding.Confirmation,
            ConfirmationProof = binding.Proof,
            KeyStorage = binding.Storage,
            Context = declared,
            Device = device,
            Attributes = attributes,
        };
    }

    private static ImmutableArray<Audience> ReadAudiences(ref StrictJson json)
    {
        var audiences = ImmutableArray.CreateBuilder<Audience>();
        foreach (var text in json.Texts(EstablishCall.MaxAudiences))
        {
            json.Require(Audience.TryCreate(text, out var audience));
            audiences.Add(audience);
        }

        return audiences.DrainToImmutable();
    }
}
