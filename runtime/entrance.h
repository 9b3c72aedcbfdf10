/* Where inserted code enters the runtime. x86-64 only.
 *
 * Optimized code comes with the site in r10 and the values in the registers of C's arguments, where a
 * function has them when it is entered: it need not move them. All registers but r11, and those of
 * floating point, are as before when it returns (LLVM's calling convention preserve_most). Unoptimized
 * code calls as C does. */
#ifndef VALDI_ENTRANCE_H
#define VALDI_ENTRANCE_H

#ifndef __x86_64__
#error "the entrance of hits is written for x86-64"
#endif

#include <stdint.h>

/* Defines __valdi_hit and __valdi_hit_plain, which call
 *
 *     void function(struct valdi_site *site, const uint64_t *registers);
 *
 * external or hidden, with the registers that up to six values came in. */
#define VALDI__ENTRANCE(function)                                                                            \
    __asm__(".pushsection .text\n"                                                                           \
            ".globl __valdi_hit\n"                                                                           \
            ".type __valdi_hit, @function\n"                                                                 \
            ".p2align 4\n"                                                                                   \
            "__valdi_hit:\n"                                                                                 \
            ".cfi_startproc\n"                                                                               \
            "endbr64\n"                                                                                      \
            "pushq %rbp\n"                                                                                   \
            ".cfi_def_cfa_offset 16\n"                                                                       \
            ".cfi_offset %rbp, -16\n"                                                                        \
            "movq %rsp, %rbp\n"                                                                              \
            ".cfi_def_cfa_register %rbp\n"                                                                   \
            "pushq %rax\n"                                                                                   \
            "pushq %r10\n"                                                                                   \
            "pushq %r9\n"                                                                                    \
            "pushq %r8\n"                                                                                    \
            "pushq %rcx\n"                                                                                   \
            "pushq %rdx\n"                                                                                   \
            "pushq %rsi\n"                                                                                   \
            "pushq %rdi\n"                                                                                   \
            "movq %r10, %rdi\n"                                                                              \
            "movq %rsp, %rsi\n"                                                                              \
            "callq " #function "@PLT\n"                                                                      \
            "popq %rdi\n"                                                                                    \
            "popq %rsi\n"                                                                                    \
            "popq %rdx\n"                                                                                    \
            "popq %rcx\n"                                                                                    \
            "popq %r8\n"                                                                                     \
            "popq %r9\n"                                                                                     \
            "popq %r10\n"                                                                                    \
            "popq %rax\n"                                                                                    \
            "popq %rbp\n"                                                                                    \
            ".cfi_def_cfa %rsp, 8\n"                                                                         \
            "retq\n"                                                                                         \
            ".cfi_endproc\n"                                                                                 \
            ".size __valdi_hit, . - __valdi_hit\n"                                                           \
            ".popsection\n");                                                                                \
    __attribute__((visibility("default"))) void __valdi_hit_plain(                                           \
        struct valdi_site *site, uint64_t a, uint64_t b, uint64_t c, uint64_t d, uint64_t e, uint64_t f);    \
    void __valdi_hit_plain(struct valdi_site *site, uint64_t a, uint64_t b, uint64_t c, uint64_t d,          \
                           uint64_t e, uint64_t f) {                                                         \
        const uint64_t registers[] = {a, b, c, d, e, f};                                                     \
        function(site, registers);                                                                           \
    }

#endif
