/* What the subcommands of valdi share. Exit status: 0 as expected, 1 not as expected, 2 usage or I/O. */
#ifndef VALDI_TOOL_H
#define VALDI_TOOL_H

enum { AS_EXPECTED = 0, NOT_AS_EXPECTED = 1, CANNOT = 2 };

/* Each takes the arguments from its own name on. */
int valdi__points_main(int count, char **arguments);
int valdi__symbolize_main(int count, char **arguments);

#endif
