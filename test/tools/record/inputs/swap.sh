# The turns of the last two workers' threads change places.
sed 's/^worker_main-2 /worker_main-9 /; s/^worker_main-3 /worker_main-2 /; s/^worker_main-9 /worker_main-3 /' "$1"
