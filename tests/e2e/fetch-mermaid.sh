#!/bin/sh
# Fetches the drawing program of the forges' diagrams, with which `make test-all` draws ours.
#
# One released package from npm, whose checksum is below; nothing in it is run but in the browser of
# the tests. Without npm the test that needs it is skipped, with REQUIRE_BROWSER=1 this is an error.
set -eu

version=11.16.0
checksum=66f9b791bb2d81da6f2093cf22d94bedfa69219de489bbdcd686481b176f93db\
7a505cfa7e5bfe270ec5b5118ac1f708f0e724987d382ea1ba2e54ba5f8075a4
folder=.cache/mermaid
[ -f "$folder/$version.js" ] && exit 0

go_on_without() {
    echo "Diagrams are not drawn in this run: $1" >&2
    [ "${REQUIRE_BROWSER:-}" = 1 ] && exit 1
    exit 0
}

command -v npm >/dev/null || go_on_without 'npm is missing; on Debian: sudo apt-get install -y npm'
mkdir -p "$folder"
npm pack --silent --ignore-scripts --pack-destination "$folder" "mermaid@$version" >/dev/null ||
    go_on_without 'npm could not fetch mermaid; its words are above'
echo "$checksum  $folder/mermaid-$version.tgz" | sha512sum --check --quiet - >&2 || {
    rm -f "$folder/mermaid-$version.tgz"
    echo "mermaid $version is not what it was when its checksum was written down." >&2
    exit 1
}
tar -xzOf "$folder/mermaid-$version.tgz" package/dist/mermaid.min.js > "$folder/$version.part"
rm -f "$folder"/*.js
mv "$folder/$version.part" "$folder/$version.js"
rm "$folder/mermaid-$version.tgz"
