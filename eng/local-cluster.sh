#!/usr/bin/env bash
# The cluster of docker-compose.yml as processes on 127.0.0.1: Azurite and some silos. For development and demonstrations; needs the .NET SDK, Node.js with npm, and Linux or another system with ps.
# Everything is signalled by its recorded process id, and only while the process of that id began when the recorded one did.
set -uo pipefail
repository=$(cd "$(dirname "${BASH_SOURCE[0]}")/.." && pwd)
state=${LOCAL_CLUSTER_DIR:-$repository/.local-cluster}
ready_patience=120
stop_patience=90

usage() {
  cat <<'USAGE'
usage: eng/local-cluster.sh VERB

  up [N]           sees to it that silos 1 to N run (default: 3), starting those that are stopped or dead, and the store first; stops none. Waits until they are ready
  down             stops everything, the store last; what was stored stays in .local-cluster (remove the folder to begin anew)
  status [--json]  one line, or one JSON object, for each silo: index, process id, HTTP URL, gateway, state (ready, starting, paused, stopped, dead)
  stop I           asks silo I to leave (SIGTERM), and waits until it has
  kill I           ends silo I at once (SIGKILL)
  pause I          freezes silo I (SIGSTOP)
  resume I         lets silo I go on (SIGCONT)
  client           prints the settings of sessionctl for this cluster, to be taken over by eval "$(eng/local-cluster.sh client)"
  env              prints the environment that silos take from docker-compose.yml

Silo 1 has HTTP on port 5080, its silo port 11111, its gateway 30000; each further one the next, or the next free ones.

The environment is that of the service 'silo' in docker-compose.yml. Replaced here, because processes share one host: Storage__ConnectionString (a local account with a key of its own),
DataDirectory, EdgeRing__File, SiloRing__File (.local-cluster/shared), Http__Urls, Http__PublicUrl (of the silo that was started first), Cluster__Address, Cluster__SiloPort, Cluster__GatewayPort (127.0.0.1), Cluster__TrustedNetwork (false).

LOCAL_CLUSTER_DIR   another folder than .local-cluster
LOCAL_CLUSTER_SILO  a SessionCluster.Silo.dll to run, instead of building one
USAGE
}

fail() { echo "$*" >&2; exit 1; }
misuse() { echo "$*" >&2; usage >&2; exit 2; }

# --- processes -------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

# began PID: when a process began; nothing when there is none, or only its remains are left
began() {
  local line
  if [ -r /proc/self/stat ]; then
    read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    set -- ${line##*) }
    [ "$1" != Z ] && [ "$1" != X ] && echo "${20}"
  else
    case $(ps -o stat= -p "$1" 2>/dev/null) in '' | Z*) return 1 ;; esac
    ps -o lstart= -p "$1" | tr -s ' ' _
  fi
}

# frozen PID
frozen() {
  local line
  if [ -r /proc/self/stat ]; then
    read -r line 2>/dev/null <"/proc/$1/stat" || return 1
    line=${line##*) }
    [ "${line%% *}" = T ]
  else
    case $(ps -o stat= -p "$1" 2>/dev/null) in T*) return 0 ;; *) return 1 ;; esac
  fi
}

# alive PID BEGAN: the recorded process runs, and no other has its id
alive() { [ "$1" != - ] && [ "$(began "$1")" = "$2" ]; }

# signal SIGNAL PID BEGAN
signal() { alive "$2" "$3" && kill -s "$1" "$2"; }

# gone PID BEGAN SECONDS: waits until it is
gone() {
  local deadline=$((SECONDS + $3))
  while alive "$1" "$2"; do
    [ $SECONDS -lt $deadline ] || return 1
    sleep 0.1
  done
}

# detached LOG COMMAND...: starts it in a session of its own, prints its process id
detached() {
  local log=$1
  shift
  if command -v setsid >/dev/null; then
    setsid "$@" </dev/null >>"$log" 2>&1 9>&- &
  else
    nohup "$@" </dev/null >>"$log" 2>&1 9>&- &
  fi
  echo $!
}

# --- network -------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

taken() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }

# free FIRST SKIPPED...: the first port from FIRST on that nobody listens on and no silo has
free() {
  local port=$1
  while [[ " ${used[*]:-} " == *" $port "* ]] || taken "$port"; do
    port=$((port + 1))
    [ "$port" -le 65535 ] || fail "No port is free from $1 on."
  done
  echo "$port"
}

# is_ready PORT: /health/ready answers 200
is_ready() {
  local line=
  { exec 3<>"/dev/tcp/127.0.0.1/$1"; } 2>/dev/null || return 1
  printf 'GET /health/ready HTTP/1.1\r\nHost: 127.0.0.1:%s\r\nConnection: close\r\n\r\n' "$1" >&3
  read -r -t 2 line <&3
  exec 3>&-
  [[ $line == HTTP/1.1\ 200* ]]
}

# --- records: .local-cluster/silo-I holds "PID BEGAN HTTP SILO GATEWAY", PID '-' when it was stopped ------------------------------------------------------------------------------------------------------------------

record() { printf '%s\n' "${*:2}" >"$state/$1.new" && mv -f "$state/$1.new" "$state/$1"; }

# load I: sets pid, start, http, silo, gateway
load() {
  pid=- start=- http= silo= gateway=
  [ -f "$state/silo-$1" ] && read -r pid start http silo gateway <"$state/silo-$1"
}

indices() {
  local file
  for file in "$state"/silo-*; do
    [[ $file =~ /silo-([0-9]+)$ ]] && echo "${BASH_REMATCH[1]}"
  done | sort -n
}

# state_of: of the loaded one
state_of() {
  if [ "$pid" = - ]; then
    echo stopped
  elif ! alive "$pid" "$start"; then
    echo dead
  elif frozen "$pid"; then
    echo paused
  elif is_ready "$http"; then
    echo ready
  else
    echo starting
  fi
}

# known I: loads it, or ends
known() {
  [[ ${1:-} =~ ^[1-9][0-9]{0,2}$ ]] || misuse "Which silo? Give its index, such as 1."
  [ -f "$state/silo-$1" ] || fail "There is no silo $1: see eng/local-cluster.sh status."
  load "$1"
}

# running I: loads it, or ends
running() {
  known "$1"
  alive "$pid" "$start" || fail "Silo $1 does not run: it is $(state_of)."
}

# --- what silos are told ---------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

# composed: KEY=VALUE lines of the service 'silo' in docker-compose.yml
composed() {
  local line in_silo= in_environment= value
  while IFS= read -r line; do
    case $line in
      '  silo:') in_silo=1 ;;
      '  '[a-z]*) in_silo= ;;
    esac
    [[ $line =~ ^\ {4}[a-z] ]] && in_environment=
    [ -n "$in_silo" ] && [ "$line" = '    environment:' ] && in_environment=1
    if [ -n "$in_silo$in_environment" ] && [ -n "$in_environment" ] && [[ $line =~ ^\ {6}([A-Za-z_][A-Za-z0-9_]*):\ +(.*[^\ ])\ *$ ]]; then
      value=${BASH_REMATCH[2]}
      printf '%s=' "${BASH_REMATCH[1]}"
      [[ $value =~ ^\"(.*)\"$ ]] && value=${BASH_REMATCH[1]}
      printf '%s\n' "$value"
    fi
  done <"$repository/docker-compose.yml"
}

# environment: exports it, for the loaded silo; what surrounds this script configures no silo
environment() {
  local name line account port
  for name in $(compgen -e); do
    case $name in [Ss][Ee][Ss][Ss][Ii][Oo][Nn][Cc][Ll][Uu][Ss][Tt][Ee][Rr]__* | ASPNETCORE_* | DOTNET_ENVIRONMENT | Kestrel__*) unset "$name" ;; esac
  done
  while IFS= read -r line; do
    export "${line?}"
  done < <(composed)
  account=$(cat "$state/account")
  read -r _ _ port <"$state/azurite"
  export SessionCluster__Storage__ConnectionString="DefaultEndpointsProtocol=http;AccountName=${account%%:*};AccountKey=${account#*:};TableEndpoint=http://127.0.0.1:$port/${account%%:*};"
  export SessionCluster__DataDirectory=$state/shared
  export SessionCluster__EdgeRing__File=$state/shared/edge-ring.json
  export SessionCluster__SiloRing__File=$state/shared/silo-ring.json
  export SessionCluster__Http__Urls=http://127.0.0.1:$http
  [ -f "$state/public" ] || echo "http://127.0.0.1:$http" >"$state/public"
  SessionCluster__Http__PublicUrl=$(cat "$state/public")
  export SessionCluster__Http__PublicUrl
  export SessionCluster__Cluster__Address=127.0.0.1
  export SessionCluster__Cluster__SiloPort=$silo
  export SessionCluster__Cluster__GatewayPort=$gateway
  export SessionCluster__Cluster__TrustedNetwork=false
}

# --- starting ---------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

start_azurite() {
  local pid start port deadline
  if [ -f "$state/azurite" ]; then
    read -r pid start port <"$state/azurite"
    alive "$pid" "$start" && return
  fi
  command -v node >/dev/null && command -v npm >/dev/null || fail "The store's emulator, Azurite, needs Node.js 18 or later with npm (apt-get install nodejs npm)."
  if [ ! -f "$repository/tests/azurite/node_modules/azurite/dist/src/table/main.js" ]; then
    echo "Installing Azurite, once."
    (cd "$repository/tests/azurite" && npm ci --no-audit --no-fund --silent) || fail "npm ci in tests/azurite failed: it needs a package registry once."
  fi
  # An account with a key of its own: the emulator's well-known key would let every user of this machine in.
  [ -f "$state/account" ] || printf 'sessioncluster:%s\n' "$(head -c 64 /dev/urandom | base64 | tr -d '\n')" >"$state/account"
  port=$(free "${port:-10002}")
  pid=$(AZURITE_ACCOUNTS=$(cat "$state/account") detached "$state/azurite.log" node "$repository/tests/azurite/node_modules/azurite/dist/src/table/main.js" \
    --tableHost 127.0.0.1 --tablePort "$port" --location "$state/tables" --skipApiVersionCheck --disableTelemetry --silent)
  record azurite "$pid" "$(began "$pid")" "$port"
  deadline=$((SECONDS + ready_patience))
  until taken "$port"; do
    began "$pid" >/dev/null && [ $SECONDS -lt $deadline ] || fail "Azurite did not start: see $state/azurite.log."
    sleep 0.1
  done
}

# any_silo: one runs
any_silo() {
  local index
  for index in $(indices); do
    load "$index"
    alive "$pid" "$start" && return 0
  done
  return 1
}

# build: before the first silo only, since a program that runs must not be replaced
build() {
  program=${LOCAL_CLUSTER_SILO:-$state/bin/SessionCluster.Silo.dll}
  [ -n "${LOCAL_CLUSTER_SILO:-}" ] || any_silo && [ -f "$program" ] && return
  echo "Building the silo."
  dotnet publish "$repository/silo/SessionCluster.Silo/SessionCluster.Silo.csproj" -c Release -o "$state/bin" --nologo -v quiet -clp:ErrorsOnly >"$state/build.log" 2>&1 || fail "The silo does not compile: see $state/build.log."
}

# launch I: starts it on its ports
launch() {
  local index=$1
  load "$index"
  http=$(free "${http:-$((5079 + index))}")
  silo=$(free "${silo:-$((11110 + index))}")
  gateway=$(free "${gateway:-$((29999 + index))}")
  used+=("$http" "$silo" "$gateway")
  pid=$(
    environment
    cd "$state" && detached "$state/silo-$index.log" dotnet "$program"
  )
  record "silo-$index" "$pid" "$(began "$pid")" "$http" "$silo" "$gateway"
}

# await I: until it is ready
await() {
  local deadline=$((SECONDS + ready_patience))
  load "$1"
  until [ "$(state_of)" = ready ]; do
    case $(state_of) in paused) return ;; dead) tail -n 5 "$state/silo-$1.log" >&2; fail "Silo $1 ended before it was ready: see $state/silo-$1.log." ;; esac
    [ $SECONDS -lt $deadline ] || fail "Silo $1 was not ready within $ready_patience s: see $state/silo-$1.log."
    sleep 0.2
  done
}

up() {
  local count=${1:-3} index other
  [[ $count =~ ^[1-9][0-9]?$ ]] || misuse "How many silos? Give a number from 1 to 99."
  build
  start_azurite
  dotnet "$program" dev-files "$state/shared" >/dev/null || fail "Key rings and client could not be made in $state/shared."
  used=()
  for other in $(indices); do
    load "$other"
    alive "$pid" "$start" && used+=("$http" "$silo" "$gateway")
  done
  for ((index = 1; index <= count; index++)); do
    load "$index"
    alive "$pid" "$start" || launch "$index"
  done
  for ((index = 1; index <= count; index++)); do
    await "$index"
  done
  table
  load 1
  cat <<NEXT

Try next, to establish a session:

  curl -s -u "dev:\$(sed -n 's/.*"client_secret": *"\([^"]*\)".*/\1/p' '$state/shared/dev-client.json')" -H 'Content-Type: application/json' http://127.0.0.1:$http/sessions \\
    -d '{"sub":"alice","class":"interactive","aud":["orders"],"authentication":{"amr":["pwd","otp"],"auth_time":'\$(date +%s)'}}'
NEXT
}

# --- stopping ---------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

# leave I: asks the loaded silo to
leave() { signal TERM "$pid" "$start" && signal CONT "$pid" "$start"; }

# left I: waits for the loaded silo, and records it
left() {
  gone "$pid" "$start" $stop_patience || { echo "Silo $1 did not leave within $stop_patience s, and is killed: see $state/silo-$1.log." >&2; signal KILL "$pid" "$start"; gone "$pid" "$start" 10; }
  record "silo-$1" - - "$http" "$silo" "$gateway"
}

down() {
  local index port running=()
  for index in $(indices); do
    load "$index"
    alive "$pid" "$start" && leave "$index" && running+=("$index")
  done
  for index in ${running[@]+"${running[@]}"}; do
    load "$index"
    left "$index"
  done
  if [ -f "$state/azurite" ]; then
    read -r pid start port <"$state/azurite"
    signal INT "$pid" "$start"
    gone "$pid" "$start" 20 || { signal KILL "$pid" "$start"; gone "$pid" "$start" 10; }
    record azurite - - "$port"
  fi
  rm -f "$state/public"
  echo "Everything is stopped; what was stored is in $state."
}

# --- telling --------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------------

table() {
  local index
  printf '%-6s %-11s %-24s %-18s %s\n' silo process HTTP gateway state
  for index in $(indices); do
    load "$index"
    printf '%-6s %-11s %-24s %-18s %s\n' "$index" "$pid" "http://127.0.0.1:$http" "127.0.0.1:$gateway" "$(state_of)"
  done
}

json() {
  local index separator=
  printf '['
  for index in $(indices); do
    load "$index"
    printf '%s{"index":%s,"process_id":%s,"http_url":"http://127.0.0.1:%s","gateway":"127.0.0.1:%s","state":"%s"}' "$separator" "$index" "${pid/#-/null}" "$http" "$gateway" "$(state_of)"
    separator=,
  done
  printf ']\n'
}

# The development client, at the first silo that is ready.
client() {
  local index secret
  secret=$(sed -n 's/.*"client_secret": *"\([^"]*\)".*/\1/p' "$state/shared/dev-client.json" 2>/dev/null)
  for index in $(indices); do
    load "$index"
    if [ -n "$secret" ] && [ "$(state_of)" = ready ]; then
      printf 'export SESSIONCTL_URL=http://127.0.0.1:%s SESSIONCTL_CLIENT_ID=dev SESSIONCTL_CLIENT_SECRET=%s\n' "$http" "$secret"
      return
    fi
  done
  fail "No silo is ready: eng/local-cluster.sh up 3."
}

# tell I
tell() { load "$1"; echo "Silo $1 is $(state_of)."; }

verb=${1:-}
[ $# -gt 0 ] && shift
case $verb in
  -h | --help | help) usage; exit 0 ;;
  env) composed; exit 0 ;;
  up | down | status | client | stop | kill | pause | resume) ;;
  *) misuse "What should be done?" ;;
esac
[ $# -le 1 ] || misuse "'$*' is more than $verb takes."
umask 077
mkdir -p "$state" "$state/shared" "$state/tables" && chmod 700 "$state" || fail "$state can't be made."
state=$(cd "$state" && pwd)
# One at a time; the lock ends with this process.
if [ "$verb" != status ] && [ "$verb" != client ] && command -v flock >/dev/null; then
  exec 9>"$state/lock"
  flock 9
fi

case $verb in
  up) up "$@" ;;
  down) down ;;
  status)
    case ${1:-} in '') table ;; --json) json ;; *) misuse "'$1' is not --json." ;; esac
    ;;
  client)
    [ $# -eq 0 ] || misuse "'$1' is more than client takes."
    client
    ;;
  stop)
    running "${1:-}"
    leave "$1"
    left "$1"
    tell "$1"
    ;;
  kill)
    running "${1:-}"
    signal KILL "$pid" "$start"
    gone "$pid" "$start" 10
    tell "$1"
    ;;
  pause)
    running "${1:-}"
    signal STOP "$pid" "$start"
    until frozen "$pid" || ! alive "$pid" "$start"; do sleep 0.05; done
    tell "$1"
    ;;
  resume)
    running "${1:-}"
    signal CONT "$pid" "$start"
    while frozen "$pid"; do sleep 0.05; done
    tell "$1"
    ;;
esac
