/* Which LLVM has loaded the plugin. Uses nothing of LLVM: another version than the plugin's has other
 * functions, or the same with other arguments. */
#include "pass.h"

#include <dlfcn.h>
#include <llvm/Config/llvm-config.h>
#include <stdio.h>

/* The major version: LLVM 16 and later tell; 15 is known by a function it brought. */
static unsigned host_version(void) {
    unsigned major = dlsym(RTLD_DEFAULT, "LLVMGetAggregateElement") ? 15 : 14, minor, patch;
    void (*get_version)(unsigned *, unsigned *, unsigned *);
    *(void **)&get_version = dlsym(RTLD_DEFAULT, "LLVMGetVersion");
    if (get_version)
        get_version(&major, &minor, &patch);
    return major;
}

bool valdi__host_fits(void) {
    static int fits = -1;
    Dl_info here = {0};
    if (fits < 0) {
        unsigned version = host_version();
        fits = version == LLVM_VERSION_MAJOR;
        dladdr((void *)valdi__host_fits, &here);
        if (!fits)
            fprintf(stderr, "error: %s was built for LLVM %d, and this is LLVM %u\n",
                    here.dli_fname ? here.dli_fname : "ValdiPass.so", LLVM_VERSION_MAJOR, version);
    }
    return fits;
}
