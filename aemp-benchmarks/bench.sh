#!/usr/bin/env bash
# Builds what is measured, and measures it. Without arguments it tells what there is.
# JAVA_HOME names the JDK that builds, and that runs everything unless --jdk names another one.
set -euo pipefail

cd "$(dirname "${BASH_SOURCE[0]}")/.."

mvn -q -B -ntp -Pbench -Dmaven.test.skip=true -pl aemp-benchmarks -am package
exec "${JAVA_HOME:+$JAVA_HOME/bin/}java" -cp "aemp-benchmarks/target/aemp-benchmarks-0.1.0-SNAPSHOT.jar:aemp-benchmarks/target/lib/*" \
	io.aemp.benchmarks.command.Main "$@"
