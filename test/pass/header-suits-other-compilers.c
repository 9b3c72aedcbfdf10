/* checkpoint.h compiles without a warning as any C and C++, with gcc too, and leaves nothing there.
 *
 * RUN: %plain-clang -std=c89 -pedantic -Wall -Wextra -Werror -I%source/include -c %s -o %t.o
 * RUN: %plain-clang -xc++ -std=c++98 -pedantic -Wall -Wextra -Werror -I%source/include -c %s -o %t.o
 * RUN: ! command -v gcc || gcc -std=c89 -pedantic -Wall -Wextra -Werror -I%source/include -c %s -o %t.o
 * RUN: ! command -v g++ || g++ -xc++ -std=c++98 -pedantic -Wall -Wextra -Werror -I%source/include -c %s -o %t.o
 * RUN: not grep valdi %t.o
 */
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT int push(int length);
VALDI_CHECKPOINT_BEFORE int pop(int length);
VALDI_CHECKPOINT_AFTER int peek(int length);

int push(int length) {
    VALDI_POINT("queue:push");
    return length ? VALDI_POINT("queue:full"), length : length + 1;
}
