/* See trace.h. What may be hooked itself, by a checkpoint file, is named valdi_ or guarded. */
#include "trace.h"

#include "../../../runtime/entrance.h"

#include <stdio.h>
#include <valdi/site.def>
#include <valdi/site.h>

#ifdef __cplusplus
extern "C" {
#endif

void (*valdi_trace_visit)(void);
unsigned valdi_trace_hits;
static struct valdi_module *valdi_modules;
static _Thread_local int valdi_busy;

static const char *valdi_kind(const struct valdi_site *site) {
    static const char *const kinds[] = {"none", "before", "after", "at"};
    return kinds[site->kind];
}

void valdi_trace_list(void) {
    valdi_busy++;
    for (struct valdi_module *m = valdi_modules; m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++) {
            if (site->kind == VALDI_LANDING)
                continue;
            const char *file = valdi_site_text(VALDI_TEXTS(site), VALDI_FILE);
            for (const char *p = file; *p; p++)
                if (*p == '/')
                    file = p + 1;
            printf("site: %s \"%s\" symbol=%s signature=\"%s\" %s:%u:%u%s%s%s\n", valdi_kind(site),
                   valdi_site_text(VALDI_TEXTS(site), VALDI_NAME), valdi_site_text(VALDI_TEXTS(site), VALDI_SYMBOL), valdi_site_text(VALDI_TEXTS(site), VALDI_SIGNATURE), file,
                   site->line, site->column, site->flags & VALDI_IN_BODY ? " body" : " call",
                   site->flags & VALDI_LOCAL ? " local" : "", site->flags & VALDI_UNWOUND ? " unwound" : "");
        }
    valdi_busy--;
}

void valdi_trace_arm(int armed) {
    for (struct valdi_module *m = valdi_modules; m; m = m->next)
        for (struct valdi_site *site = m->sites; site != m->sites_end; site++)
            if (site->kind != VALDI_LANDING)
                __atomic_store_n(VALDI_ARMED(site), armed, __ATOMIC_RELAXED);
}

static void valdi_print(const struct valdi_site *site) {
    printf("hit: %s %s%s%s\n", valdi_kind(site), valdi_site_text(VALDI_TEXTS(site), VALDI_NAME),
           site->flags & VALDI_IN_BODY ? "" : " (call)", site->flags & VALDI_UNWOUND ? " unwound" : "");
    fflush(stdout);
}

void __valdi_register(struct valdi_module *module) {
    module->next = valdi_modules;
    valdi_modules = module;
    valdi_trace_arm(1);
}

void __valdi_unregister(struct valdi_module *module) {
    struct valdi_module **link = &valdi_modules;
    while (*link != module)
        link = &(*link)->next;
    *link = module->next;
}

__attribute__((used)) void valdi_trace_take(struct valdi_site *site, const uint64_t *registers) {
    (void)registers;
    if (valdi_busy)
        return;
    valdi_busy = 1;
    valdi_trace_hits++;
    if (valdi_trace_visit)
        valdi_trace_visit();
    else
        valdi_print(site);
    valdi_busy = 0;
}

VALDI__ENTRANCE(valdi_trace_take)

#ifdef __cplusplus
}
#endif
