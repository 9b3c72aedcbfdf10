/* The test's side of the bank: two accounts, seen through a connection of the test's own. PGHOST and its like say where the
 * server is. What cannot be done ends the test. */
#ifndef BANK_H
#define BANK_H

#include <valdi/valdi.h>

/* Opens the account's books anew: accounts 1 and 2, with 100 each. */
void bank_open(void);

/* What is committed: one account's balance, or with 0 that of both together. */
long bank_balance(int account);

/* The number of the server's process that serves the node; 0 if there is none. */
long bank_backend(const valdi_starter *node);

/* After the node's next call of the libpq function whose SQL begins so. */
valdi_checkpoint *bank_after(valdi_starter *node, const char *function, const char *sql);

/* Says for a runner who blocks a node: asks the server. Its argument is the array of nodes, which ends with NULL. A node's
 * connection bears its starter's name: application_name. */
valdi_blocker bank_who_blocks;

/* The runner, or the end of the test. */
valdi_runner *bank_runner(valdi_starter *const nodes[], valdi_checkpoint *const order[]);

/* Ends the order, tells verdict and balances, and frees runner and books. */
void bank_settle(valdi_runner *runner);

#endif
