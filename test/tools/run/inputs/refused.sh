# Each command's status and the first line it says itself.
try() {
    "$@" >line 2>&1
    echo "$? $(grep -m 1 ^valdi line)"
}
try valdi run --order none.order ./bank
try valdi run ./bank
try valdi run --order lost-update.order ./bank-none
try valdi run --order lost-update.order ./plain
sed 's/read_balance/read_balanse/' lost-update.order >unknown.order
try valdi run --order unknown.order ./bank
sed 's/^alice after  read/alice aftre  read/' lost-update.order >broken.order
try valdi run --order broken.order ./bank
try valdi run --order lost-update.order "$unset"
try valdi prove --order lost-update.order --bad '"$unset"' --good ./bank
echo done
