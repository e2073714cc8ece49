#!/usr/bin/env bash
# make_certificates.sh FOLDER [COPIES]: a root, a certificate for the server (and its COPIES, 1 unless
# given), and one for clients, all in PEM. A root that is there stays, and signs new certificates. Needs
# OpenSSL 3. Keep ca.key away from the cluster.
set -euo pipefail

folder="$1"
copies="${2:-1}"
mkdir -p "$folder"
cd "$folder"

new_key=(-newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes)
signed=(-x509 -days 365 -CA ca.crt -CAkey ca.key -addext basicConstraints=critical,CA:FALSE)
names=DNS:localhost,DNS:khotin,DNS:khotin.khotin,DNS:khotin.khotin.svc,DNS:khotin.khotin.svc.cluster.local
for ((i = 0; i < copies; i++)); do
  names+=",DNS:khotin-$i.khotin-headless,DNS:khotin-$i.khotin-headless.khotin.svc.cluster.local"
done

umask 077
if [[ -e ca.key && -e ca.crt ]]; then
  echo "the root in $folder stays"
elif [[ -e ca.key || -e ca.crt ]]; then
  echo "$folder: ca.key or ca.crt is missing: bring it back, or remove the other one for a new root" >&2
  exit 1
else
  openssl req "${new_key[@]}" -x509 -days 3650 -subj "/CN=Khotin root" -keyout ca.key -out ca.crt
fi
openssl req "${new_key[@]}" "${signed[@]}" -subj /CN=khotin -addext extendedKeyUsage=serverAuth \
  -addext "subjectAltName=$names" -keyout server.key -out server.crt
openssl req "${new_key[@]}" "${signed[@]}" -subj /CN=client -addext extendedKeyUsage=clientAuth \
  -keyout client.key -out client.crt
