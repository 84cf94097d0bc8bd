using SessionCluster.Cli.Tour;
using SessionCluster.Cli.Verbs.Clients;
using SessionCluster.Cli.Verbs.Cluster;
using SessionCluster.Cli.Verbs.Containment;
using SessionCluster.Cli.Verbs.Establishment;
using SessionCluster.Cli.Verbs.Events;
using SessionCluster.Cli.Verbs.Holding;
using SessionCluster.Cli.Verbs.Janitor;
using SessionCluster.Cli.Verbs.Keys;
using SessionCluster.Cli.Verbs.Proofs;
using SessionCluster.Cli.Verbs.Revocation;
using SessionCluster.Cli.Verbs.Sessions;
using SessionCluster.Cli.Verbs.Validation;
using Spectre.Console.Cli;

namespace SessionCluster.Cli.Hosting;

/// <summary>The verbs, each once: <c>--help</c> is made from this table, and docs/sessionctl.md is compared with it.</summary>
internal static class VerbTable
{
    private const string Branch = "client";

    private const string Holder = "me";

    public static Verb Establish { get; } = new("establish", "Begins a session after an authentication, and prints its token once.", "establish alice --aud orders --amr pwd,otp", "establish alice --aud orders --amr pwd,otp --max-uses 3 --token-only", "establish alice --aud orders --amr pwd,otp --key alice.pem");

    public static Verb Validate { get; } = new("validate", "Asks whether the session of a token may be used; the token comes on standard input.", "validate --aud orders", "validate --aud orders --scope orders.write --acr aal2 --no-activity", "validate --aud orders --key alice.pem --method GET --uri https://api.example/orders");

    public static Verb Rotate { get; } = new("rotate", "Gives a successor of the token on standard input, and prints it once.", "rotate", "rotate --key alice.pem");

    public static Verb StepUp { get; } = new("step-up", "Raises a session's assurance after its subject authenticated again; the token comes on standard input.", "step-up alice --amr pwd,hwk --key alice.pem");

    public static Verb Reauthenticate { get; } = new("reauthenticate", "Establishes a successor of a session after its subject authenticated again; the token comes on standard input.", "reauthenticate alice --amr pwd,otp");

    public static Verb Revoke { get; } = new("revoke", "Ends one session: by handle, or by the token on standard input.", "revoke --sid 00000000000000000000000000000001 --reason compromise", "revoke --reason logout");

    public static Verb List { get; } = new("list", "Lists the live sessions of a subject.", "list alice", "list alice --json");

    public static Verb Show { get; } = new("show", "Shows what is known of a session; never a secret.", "show 00000000000000000000000000000001");

    public static Verb RevokeSubject { get; } = new("revoke-subject", "Ends everything that a subject holds.", "revoke-subject alice --reason password_reset", "revoke-subject alice --reason other --detail \"left the company\"", "revoke-subject alice --reason password_reset --keep-token-file token");

    public static Verb Lock { get; } = new("lock", "Locks a client, a key, a device, or everything, on every silo.", "lock client portal --reason compromise --for 2h", "lock device laptop-7 --message stolen", "lock all --reason compromise");

    public static Verb Unlock { get; } = new("unlock", "Removes a lock.", "unlock 00000000000000000000000000000001");

    public static Verb Locks { get; } = new("locks", "Lists the locks that stand.", "locks", "locks --json");

    public static Verb Signal { get; } = new("signal", "Reports what was noticed about a session: by handle, or by the token on standard input.", "signal --sid 00000000000000000000000000000001 --level high", "signal --type leak");

    public static Verb MeList { get; } = new("me list", "Lists the live sessions of a token's own subject; the token comes on standard input.", "me list", "me list --key alice.pem");

    public static Verb MeEnd { get; } = new("me end", "Ends one session of a token's own subject; the token comes on standard input.", "me end 00000000000000000000000000000001");

    public static Verb Proof { get; } = new("proof", "Makes keys and DPoP proofs, for trying things.", "proof --new-key alice.pem", "proof --key alice.pem --method GET --uri https://api.example/orders --for-token");

    public static Verb ClientNew { get; } = new("client new", "Draws the secret of a client, prints it once, and prints the configuration to add.", "client new orders-api");

    public static Verb Cluster { get; } = new("cluster", "Shows the silos: status, fence, sessions, validations a second.", "cluster", "cluster --watch", "cluster --json");

    public static Verb JanitorStatus { get; } = new("janitor status", "Shows what the janitor cleaned up and where it is.", "janitor status", "janitor status --json");

    public static Verb KeysRotate { get; } = new("keys rotate", "Adds a new key to a ring's file and makes it current.", "keys rotate --ring edge-ring.json", "keys rotate --ring silo-ring.json --id 7 --json");

    public static Verb KeysRetire { get; } = new("keys retire", "Takes a key out of a ring's file; an edge key ends everything issued under it.", "keys retire --ring edge-ring.json --id 1 --kind edge", "keys retire --ring silo-ring.json --id 1 --kind silo");

    public static Verb Events { get; } = new("events", "Shows what happened, the oldest first, or as it happens; and verifies that it is what was recorded.", "events --subject alice --type session-revoked", "events --sid 00000000000000000000000000000001 --json", "events --follow", "events verify --sid 00000000000000000000000000000001");

    public static Verb Tour { get; } = new("tour", "Plays attacks against a live service, and exits with 1 when one is not stopped.", "tour", "tour --data silo/SessionCluster.Silo/.data");

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Verb> All { get; } =
    [
        Establish, Validate, Rotate, StepUp, Reauthenticate, Revoke, List, Show, RevokeSubject, Lock, Unlock, Locks, Signal, MeList,
        MeEnd, Proof, ClientNew, Cluster, JanitorStatus, KeysRotate, KeysRetire, Events, Tour,
    ];

    /// <summary>What may follow a word that is no verb by itself; empty for every other.</summary>
    public static string[] After(string word) => [.. All.Where(verb => verb.Name.StartsWith($"{word} ", StringComparison.Ordinal)).Select(verb => verb.Name[(word.Length + 1)..])];

    /// <summary>Adds them to a program.</summary>
    public static void AddTo(IConfigurator program)
    {
        Describe(program.AddCommand<EstablishVerb>(Establish.Name), Establish);
        Describe(program.AddCommand<ValidateVerb>(Validate.Name), Validate);
        Describe(program.AddCommand<RotateVerb>(Rotate.Name), Rotate);
        Describe(program.AddCommand<StepUpVerb>(StepUp.Name), StepUp);
        Describe(program.AddCommand<ReauthenticateVerb>(Reauthenticate.Name), Reauthenticate);
        Describe(program.AddCommand<RevokeVerb>(Revoke.Name), Revoke);
        Describe(program.AddCommand<ListVerb>(List.Name), List);
        Describe(program.AddCommand<ShowVerb>(Show.Name), Show);
        Describe(program.AddCommand<RevokeSubjectVerb>(RevokeSubject.Name), RevokeSubject);
        Describe(program.AddCommand<LockVerb>(Lock.Name), Lock);
        Describe(program.AddCommand<UnlockVerb>(Unlock.Name), Unlock);
        Describe(program.AddCommand<LocksVerb>(Locks.Name), Locks);
        Describe(program.AddCommand<SignalVerb>(Signal.Name), Signal);
        program.AddBranch(Holder, branch =>
        {
            branch.SetDescription("A holder's own sessions.");
            Describe(branch.AddCommand<OwnListVerb>(MeList.Name[(Holder.Length + 1)..]), MeList);
            Describe(branch.AddCommand<OwnEndVerb>(MeEnd.Name[(Holder.Length + 1)..]), MeEnd);
        });
        Describe(program.AddCommand<ProofVerb>(Proof.Name), Proof);
        program.AddBranch(Branch, branch =>
        {
            branch.SetDescription("Clients of the service.");
            Describe(branch.AddCommand<ClientNewVerb>(ClientNew.Name[(Branch.Length + 1)..]), ClientNew);
        });
        Describe(program.AddCommand<ClusterVerb>(Cluster.Name), Cluster);
        program.AddBranch("janitor", branch =>
        {
            branch.SetDescription("Housekeeping.");
            Describe(branch.AddCommand<JanitorStatusVerb>("status"), JanitorStatus);
        });
        program.AddBranch("keys", branch =>
        {
            branch.SetDescription("Key rings in files, offline.");
            Describe(branch.AddCommand<KeysRotateVerb>("rotate"), KeysRotate);
            Describe(branch.AddCommand<KeysRetireVerb>("retire"), KeysRetire);
        });
        Describe(program.AddCommand<EventsVerb>(Events.Name), Events);
        Describe(program.AddCommand<TourVerb>(Tour.Name), Tour);
    }

    private static void Describe(ICommandConfigurator command, Verb verb)
    {
        command.WithDescription(verb.Description);
        foreach (var example in verb.Examples)
        {
            command.WithExample(example.Split(' '));
        }
    }
}
