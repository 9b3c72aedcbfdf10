/* What came of runs: as a line, as JSON, as JUnit's XML and as TAP. */
#include "results.h"

#include "memory.h"
#include "utf8.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>

/* UTF8_UNKNOWN, written. */
static const char unknown[] = "\xef\xbf\xbd";

bool results_are_expected(const struct results *results) {
    for (size_t i = 0; i < results->count; i++)
        if (!results->outcomes[i].as_expected)
            return false;
    return true;
}

/* ---- for people ---- */

/* As a word of a shell's. */
static void write_word(FILE *out, const char *word) {
    fputc(' ', out);
    if (*word && !word[strcspn(word, " \t\n'\"\\$&|;<>()*?[]{}~#!`")]) {
        fputs(word, out);
        return;
    }
    fputc('\'', out);
    for (; *word; word++)
        fputs(*word == '\'' ? "'\\''" : (char[]){*word, 0}, out);
    fputc('\'', out);
}

static void write_again(FILE *out, const struct job *job) {
    fputs("  again:   valdi run --order", out);
    write_word(out, job->order_path);
    for (size_t i = 0; i < job->at_pause_count; i++) {
        char *value = xasprintf("%s=%s", job->at_pauses[i].name, job->at_pauses[i].command);
        fputs(" --on", out);
        write_word(out, value);
        free(value);
    }
    if (job->timeout)
        fprintf(out, " --timeout %g", job->timeout / 1000.0);
    for (char **argument = job->program; argument && *argument; argument++)
        write_word(out, *argument);
    fputs("\n", out);
}

void results_tell(const struct job *job, const struct outcome *outcome) {
    if (outcome->as_expected) {
        bool failed_after = outcome->verdict == VALDI_DIED && outcome->reached_all && outcome->failed;
        fprintf(stderr, "valdi: order %s", valdi_verdict_name(failed_after ? VALDI_HELD : outcome->verdict));
        if (failed_after)
            fprintf(stderr, ", and %s %s", outcome_who(outcome), outcome->ended);
        fprintf(stderr, "%s: %u of %u steps in %.1f ms\n",
                outcome->verdict == VALDI_HELD ? "" : ", as expected", outcome->steps_reached, outcome->steps,
                outcome->time / 1e6);
        return;
    }
    fflush(stdout);
    if (outcome->output)
        fwrite(outcome->output, 1, outcome->output_size, stderr);
    if (outcome->report)
        fputs(outcome->report, stderr);
    fprintf(stderr, "valdi: not as expected: %s\n", outcome->reason);
    write_again(stderr, job);
}

/* ---- JSON ---- */

static json_t *text_of(const char *text) {
    char *copy = text ? utf8_copy(text) : NULL;
    json_t *value = copy ? json_string(copy) : json_null();
    free(copy);
    return value;
}

json_t *results_make_json(const struct outcome *outcome) {
    json_t *object = json_object();
    json_object_set_new(object, "verdict", text_of(valdi_verdict_name(outcome->verdict)));
    json_object_set_new(object, "as_expected", json_boolean(outcome->as_expected));
    json_object_set_new(object, "reason", text_of(outcome->reason));
    json_object_set_new(object, "steps", json_integer(outcome->steps));
    json_object_set_new(object, "steps_reached", json_integer(outcome->steps_reached));
    json_object_set_new(object, "milliseconds", json_real(outcome->time / 1e6));
    bool exited = outcome->status >= 0 && WIFEXITED(outcome->status),
         killed = outcome->status >= 0 && WIFSIGNALED(outcome->status);
    json_object_set_new(object, "exit_status",
                        exited ? json_integer(WEXITSTATUS(outcome->status)) : json_null());
    json_object_set_new(object, "signal", killed ? json_integer(WTERMSIG(outcome->status)) : json_null());
    json_object_set_new(object, "report", text_of(outcome->report));
    return object;
}

void results_write_json(FILE *out, const struct results *results) {
    json_t *object = json_object(), *program = json_array(), *runs = json_array();
    for (char **argument = results->job->program; argument && *argument; argument++)
        json_array_append_new(program, text_of(*argument));
    for (size_t i = 0; i < results->count; i++)
        json_array_append_new(runs, results_make_json(&results->outcomes[i]));
    json_object_set_new(object, "order", text_of(results->job->order_path));
    json_object_set_new(object, "program", program);
    json_object_set_new(object, "expected", text_of(valdi_verdict_name(results->job->order->expected)));
    json_object_set_new(object, "as_expected", json_boolean(results_are_expected(results)));
    json_object_set_new(object, "runs", runs);
    json_dumpf(object, out, JSON_INDENT(2) | JSON_PRESERVE_ORDER);
    fputs("\n", out);
    json_decref(object);
}

/* What the run wrote, the replacement character in place of zeros, which would end it. To be freed. */
static char *make_output(const struct outcome *outcome) {
    char *text = xrealloc(NULL, outcome->output_size + 1, strlen(unknown)), *end = text;
    for (size_t i = 0; i < outcome->output_size; i++)
        if (outcome->output[i])
            *end++ = outcome->output[i];
        else
            end = stpcpy(end, unknown);
    *end = 0;
    return text;
}

/* ---- JUnit ---- */

/* Characters that XML has no place for become the replacement character. */
static void write_xml(FILE *out, const char *text) {
    for (const char *next = text; *text; text = next) {
        uint32_t character = utf8_next(&next);
        if (character < 0x80 && strchr("<>&\"", (char)character))
            fprintf(out, "&#%u;", character);
        else if ((character < ' ' && character != '\n' && character != '\t') || character == UTF8_UNKNOWN ||
                 (character & 0xfffe) == 0xfffe)
            fputs(unknown, out);
        else
            fwrite(text, 1, next - text, out);
    }
}

static void write_case(FILE *out, const struct results *results, size_t number) {
    const struct outcome *outcome = &results->outcomes[number];
    fputs("  <testcase classname=\"valdi\" name=\"", out);
    write_xml(out, results->job->order_path);
    if (results->count > 1)
        fprintf(out, " run %zu", number + 1);
    fprintf(out, "\" time=\"%.6f\"", outcome->time / 1e9);
    if (outcome->as_expected) {
        fputs("/>\n", out);
        return;
    }
    fprintf(out, ">\n    <failure type=\"%s\" message=\"", valdi_verdict_name(outcome->verdict));
    write_xml(out, outcome->reason);
    fputs("\">", out);
    write_xml(out, outcome->report ? outcome->report : "");
    fputs("</failure>\n", out);
    if (outcome->output_size) {
        fputs("    <system-out>", out);
        char *output = make_output(outcome);
        write_xml(out, output);
        free(output);
        fputs("</system-out>\n", out);
    }
    fputs("  </testcase>\n", out);
}

void results_write_junit(FILE *out, const struct results *results) {
    size_t failures = 0;
    uint64_t time = 0;
    for (size_t i = 0; i < results->count; i++) {
        failures += !results->outcomes[i].as_expected;
        time += results->outcomes[i].time;
    }
    fputs("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testsuite name=\"", out);
    write_xml(out, results->job->order_path);
    fprintf(out, "\" tests=\"%zu\" failures=\"%zu\" errors=\"0\" skipped=\"0\" time=\"%.6f\">\n",
            results->count, failures, time / 1e9);
    for (size_t i = 0; i < results->count; i++)
        write_case(out, results, i);
    fputs("</testsuite>\n", out);
}

/* ---- TAP ---- */

/* Each line of it is a comment. */
static void write_comment(FILE *out, const char *text) {
    bool begins = true;
    for (; *text; begins = *text++ == '\n') {
        if (begins)
            fputs("# ", out);
        fputc(*text, out);
    }
    if (!begins)
        fputc('\n', out);
}

/* One line, in which no "#" begins a directive. */
static void write_description(FILE *out, const char *text) {
    char *copy = utf8_printable(text);
    for (const char *c = copy; *c; c++)
        if (*c == '\n')
            fputs("\\\\x0a", out);
        else
            fprintf(out, "%s%c", *c == '#' || *c == '\\' ? "\\" : "", *c);
    free(copy);
}

static void write_result(FILE *out, const struct results *results, size_t number) {
    const struct outcome *outcome = &results->outcomes[number];
    fprintf(out, "%s %zu - ", outcome->as_expected ? "ok" : "not ok", number + 1);
    write_description(out, results->job->order_path);
    fprintf(out, " %s\n", valdi_verdict_name(outcome->verdict));
    if (outcome->as_expected)
        return;
    char *output = make_output(outcome);
    write_comment(out, outcome->reason);
    write_comment(out, outcome->report ? outcome->report : "");
    write_comment(out, output);
    free(output);
}

void results_write_tap(FILE *out, const struct results *results) {
    fprintf(out, "TAP version 13\n1..%zu\n", results->count);
    for (size_t i = 0; i < results->count; i++)
        write_result(out, results, i);
}
