# The first process in namespaces of its own, as root there: hides folders, then runs a function, which is nobody special.
# isolate.sh TOOLS UID GID STAGE HIDDEN LAYER HOME CLIENTS CODE COMMAND...
# Every program takes time to start, so there are few of them.
set -e
functions_path=$PATH folder=$PWD
PATH=$1 uid=$2 gid=$3 stage=$4 hidden=$5 layer=$6 home=$7 clients=$8 code=$9
shift 9

# what Amazon Linux has in /etc, such as AWS's own rotation functions read
show_layer() {
    mount --rbind /etc "$stage/before"
    mount -t overlay -o "lowerdir=$layer:/etc" overlay /etc
    # an overlay leaves out what is mounted in its lower folder, such as a container's resolv.conf
    while read -r _ _ _ _ point _; do
        case $point in
            "$stage"/before/*) mount --bind "$point" "/etc${point#"$stage/before"}" ;;
        esac
    done </proc/self/mountinfo
}

mount -t tmpfs -o size=1m,mode=0755 tmpfs "$stage"
clients_seen=$stage/data${clients#"$hidden"} code_seen=$stage/data${code#"$hidden"}
mkdir -p "$stage/before" "$stage/empty" "$clients_seen" "$code_seen"
# no function changes what the next one runs; where the disk's own options forbid that, it is looked after before each start
mount -o bind,ro "$clients" "$clients_seen" 2>/dev/null || mount --bind "$clients" "$clients_seen"
if [ "$code" != "$hidden" ]; then mount --bind "$code" "$code_seen"; fi
if [ -n "$layer" ]; then (show_layer) 2>/dev/null || :; fi
for each in .aws .ssh .gnupg .kube .docker .azure; do
    if [ -d "$home/$each" ]; then mount --bind "$stage/empty" "$home/$each"; fi
done
mount --rbind "$stage/data" "$hidden"
# not the folder that this process began in, from which .. leads to what is hidden
cd "$folder"
unset OLDPWD

# a second user namespace, in which nothing can be unmounted; the shell stays to collect what the function leaves behind
unshare=$(command -v unshare)
PATH=$functions_path
"$unshare" --user --map-user="$uid" --map-group="$gid" -- "$@" &
set +e
wait $!
exit $?
