/* A plugin, and the program that opens it, uses it and closes it. */
#ifdef PLUGIN
#include <valdi/checkpoint.h>

VALDI_CHECKPOINT void work(void);

void work(void) {
}
#else
#include <dlfcn.h>

int main(int count, char **arguments) {
    void *plugin = count > 1 ? dlopen(arguments[1], RTLD_NOW) : 0;
    void (*work)(void) = plugin ? (void (*)(void))dlsym(plugin, "work") : 0;
    if (!work)
        return 2;
    work();
    return dlclose(plugin);
}
#endif
