# Sourced by mvnw and tumbler: sets JAVA_HOME to a JDK that fits, or says what to install and fails.
# It reads the JDK's own "release" file, because starting a JVM to ask it costs a good part of a second.

least_java=17

# The feature release of the JDK in a folder: 17 of JAVA_VERSION="17.0.15".
java_release() {
    sed -n 's/^JAVA_VERSION="\([0-9][0-9]*\).*/\1/p' "$1/release" 2>/dev/null
}

# A JDK and not only a runtime: the build needs the compiler.
is_fitting_jdk() {
    [ -x "$1/bin/java" ] && [ -x "$1/bin/javac" ] || return 1
    found_release=$(java_release "$1")
    [ "${found_release:-0}" -ge "$least_java" ]
}

# The file behind a chain of symbolic links; not every readlink knows -f.
resolve_links() {
    resolved=$1
    while [ -h "$resolved" ]; do
        link_target=$(readlink "$resolved")
        case $link_target in
            /*) resolved=$link_target ;;
            *) resolved=$(dirname "$resolved")/$link_target ;;
        esac
    done
    printf '%s/%s\n' "$(CDPATH='' cd -P "$(dirname "$resolved")" && pwd)" "$(basename "$resolved")"
}

jdk_of_command() {
    command_path=$(command -v "$1" 2>/dev/null) || return 0
    case $command_path in
        /*) dirname "$(dirname "$(resolve_links "$command_path")")" ;;
    esac
}

# Every place that may hold a JDK, the most wanted first, one a line.
candidate_jdks() {
    printf '%s\n' "${JAVA_HOME:-}"
    jdk_of_command java
    jdk_of_command javac
    for candidate in /usr/lib/jvm/* \
        /Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${HOME:-}"/Library/Java/JavaVirtualMachines/*/Contents/Home \
        "${SDKMAN_DIR:-${HOME:-}/.sdkman}"/candidates/java/* \
        /opt/homebrew/opt/openjdk*/libexec/openjdk.jdk/Contents/Home \
        /usr/local/opt/openjdk*/libexec/openjdk.jdk/Contents/Home; do
        printf '%s\n' "$candidate"
    done
}

explain_missing_jdk() {
    cat >&2 <<MESSAGE
No JDK $least_java or newer was found: not in JAVA_HOME${JAVA_HOME:+ ($JAVA_HOME)}, not on the path, not among the installed ones.
Install one and try again:
  Debian, Ubuntu   sudo apt-get install openjdk-$least_java-jdk-headless
  Fedora           sudo dnf install java-latest-openjdk-devel
  macOS            brew install openjdk@$least_java
  SDKMAN           sdk install java
or let JAVA_HOME name a JDK that is installed elsewhere.
MESSAGE
}

find_jdk() {
    fitting_jdk=$(candidate_jdks | while IFS= read -r candidate; do
        if [ -n "$candidate" ] && is_fitting_jdk "$candidate"; then
            printf '%s\n' "$candidate"
            break
        fi
    done)
    if [ -z "$fitting_jdk" ]; then
        explain_missing_jdk
        return 1
    fi
    JAVA_HOME=$fitting_jdk
    export JAVA_HOME
}
