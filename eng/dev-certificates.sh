#!/usr/bin/env bash
# Makes certificates for mutual TLS between silos and from clients, on a developer's machine: an authority, a certificate for each silo, and one for clients.
# Their subjects say that they are for development: outside the host environment Development, silos and clients refuse them.
set -euo pipefail

mark='SessionCluster development'
silo_name=sessioncluster-silo
days=30

usage() {
  cat <<USAGE
usage: eng/dev-certificates.sh DIR [NAME...]

Makes in DIR, readable by its owner only and valid for $days days:
  authority.crt, authority.key   the authority; kept when it is there
  NAME.crt, NAME.key             for each silo; made anew. Without names: silo-1 silo-2 silo-3
  client.crt, client.key         for clients; made anew. It does not let its holder be a silo

Running silos and clients take new files within 10 s.
USAGE
}

case ${1:-} in
  -h | --help) usage; exit 0 ;;
  '' | -*) usage >&2; exit 2 ;;
esac
directory=$1
shift
[ $# -gt 0 ] || set -- silo-1 silo-2 silo-3
for name in "$@"; do
  if ! [[ $name =~ ^[A-Za-z0-9]([A-Za-z0-9.-]{0,62}[A-Za-z0-9])?$ ]] || [ "$name" = authority ] || [ "$name" = client ]; then
    echo "'$name' is no name of a silo: give letters, digits, '.' and '-', and neither 'authority' nor 'client'." >&2
    exit 2
  fi
done
command -v openssl >/dev/null || { echo "This needs openssl (apt-get install openssl)." >&2; exit 1; }

umask 077
mkdir -p "$directory"
cd "$directory"
draft=$(mktemp -d ./.draft.XXXXXX)
trap 'rm -rf "$draft"' EXIT
cat >"$draft/openssl.cnf" <<'CONFIG'
[req]
distinguished_name = subject
[subject]
CONFIG

# new_key FILE
new_key() { openssl genpkey -quiet -algorithm EC -pkeyopt ec_paramgen_curve:P-256 -out "$1"; }

# publish NAME: key and certificate take their places whole, one after the other; a reader that sees the pair half replaced keeps what it has.
publish() {
  mv -f "$draft/$1.key" "$1.key"
  mv -f "$draft/$1.crt" "$1.crt"
}

# issue NAME USAGES [MORE...]: a certificate by the authority
issue() {
  local name=$1 usages=$2
  shift 2
  printf '%s\n' 'basicConstraints = critical, CA:FALSE' 'keyUsage = critical, digitalSignature' "extendedKeyUsage = $usages" \
    'subjectKeyIdentifier = hash' 'authorityKeyIdentifier = keyid' "$@" >"$draft/extensions.cnf"
  new_key "$draft/$name.key"
  openssl req -new -config "$draft/openssl.cnf" -key "$draft/$name.key" -subj "/O=$mark/CN=$name" -out "$draft/request.pem"
  openssl x509 -req -in "$draft/request.pem" -CA authority.crt -CAkey authority.key -set_serial "0x$(openssl rand -hex 15)" -days "$days" -sha256 \
    -extfile "$draft/extensions.cnf" -out "$draft/$name.crt" 2>"$draft/log" || { cat "$draft/log" >&2; exit 1; }
  publish "$name"
}

if [ ! -f authority.key ] || [ ! -f authority.crt ]; then
  new_key "$draft/authority.key"
  openssl req -x509 -new -config "$draft/openssl.cnf" -key "$draft/authority.key" -subj "/O=$mark/CN=authority" -days "$days" -sha256 -set_serial "0x$(openssl rand -hex 15)" \
    -addext 'basicConstraints = critical, CA:TRUE, pathlen:0' -addext 'keyUsage = critical, keyCertSign, cRLSign' -addext 'subjectKeyIdentifier = hash' -out "$draft/authority.crt"
  publish authority
fi
for name in "$@"; do
  issue "$name" serverAuth,clientAuth "subjectAltName = DNS:$silo_name"
done
issue client clientAuth

cat <<DONE
Certificates for development are in $PWD, valid for $days days.

  a silo    --SessionCluster:Cluster:Tls:CertificateFile=$PWD/$1.crt
            --SessionCluster:Cluster:Tls:KeyFile=$PWD/$1.key
            --SessionCluster:Cluster:Tls:AuthorityFile=$PWD/authority.crt
  a client  UseSessionClusterTls(...) with client.crt, client.key and authority.crt
DONE
