/* The runner for C++: included by valdi.hpp.
 *
 * It frees itself and its starters with its destructor, also when an assertion or an exception leaves the
 * test in mid-order. next(), skip_to(), hold() and expect() throw valdi::order_failed, with the report, when
 * the order does not end as it should. finish() returns the verdict, whatever that is: for a test that
 * wants to look.
 *
 * An exception that leaves a starter's function is thrown in the test's thread: by finish(), hold() and
 * expect(), and by next() and skip_to() instead of order_failed; of several, one a call. One that no call
 * throws on is told on standard error by the destructor.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.hpp>
 *     #include <assert.h>
 *     #include <mutex>
 *
 *     static std::mutex lock;
 *
 *     VALDI_CHECKPOINT static void enter(int amount) {
 *         if (amount < 0)
 *             throw std::domain_error("negative");
 *     }
 *
 *     static void deposit(int amount) {
 *         std::lock_guard<std::mutex> guard(lock);
 *         enter(amount);
 *     }
 *
 *     static void two_at_once() {
 *         valdi::starter alice = valdi::thread("alice", [] { deposit(1); });
 *         valdi::starter bob = valdi::thread("bob", [] { deposit(2); });
 *         valdi::runner runner({alice, bob}, {alice.after("enter"), bob.after("enter"), alice.finished()});
 *         runner.next();
 *         runner.expect(valdi::verdict::infeasible);
 *     }
 *
 *     static void negative() {
 *         valdi::starter bob = valdi::thread("bob", [] { deposit(-1); });
 *         valdi::runner runner({bob}, {bob.before("enter")});
 *         try {
 *             runner.hold();
 *             assert(false);
 *         } catch (const std::domain_error &) {
 *         }
 *     }
 *
 *     static void in_the_wrong_order() {
 *         valdi::starter bob = valdi::thread("bob", [] { deposit(1); });
 *         valdi::runner runner({bob}, {bob.after("enter").nth(2)});
 *         try {
 *             runner.next();
 *             assert(false);
 *         } catch (const valdi::order_failed &failure) {
 *             assert(failure.verdict() == valdi::verdict::unreached);
 *         }
 *     }
 *
 *     int main() {
 *         two_at_once();
 *         negative();
 *         in_the_wrong_order();
 *     }
 * @endcode
 */
#ifndef VALDI_RUNNER_HPP
#define VALDI_RUNNER_HPP

#include <valdi/valdi.hpp>

namespace valdi {

/* Says whether a starter is blocked, and by whom: see valdi_block. */
using blocker = std::function<bool(const starter &, valdi_block &)>;

class runner {
  public:
    /* Holds the starters to a sequence. */
    runner(std::vector<starter> starters, const std::vector<checkpoint> &order) : state_(new state) {
        std::vector<valdi_checkpoint *> steps;
        for (const checkpoint &step : order)
            steps.push_back(step.get());
        steps.push_back(nullptr);
        take(std::move(starters),
             [&](valdi_starter *const *raw) { return valdi_runner_new(raw, steps.data()); });
    }

    /* Holds the starters to constraints: {a < b, b < c}. */
    runner(std::vector<starter> starters, const std::vector<constraint> &constraints) : state_(new state) {
        std::vector<valdi_constraint> pairs;
        for (const constraint &pair : constraints)
            pairs.push_back({pair.first.get(), pair.then.get()});
        pairs.push_back({nullptr, nullptr});
        take(std::move(starters),
             [&](valdi_starter *const *raw) { return valdi_runner_new_partial(raw, pairs.data()); });
    }

    /* Holds the starters, and those that the text adds, to the order it declares: {alice, bob}, R"(...)". */
    runner(std::vector<starter> starters, const std::string &order_text) : state_(new state) {
        take(std::move(starters),
             [&](valdi_starter *const *raw) { return valdi_runner_parse(raw, order_text.c_str()); });
    }

    /* The same for the text in a file. */
    static runner load(std::vector<starter> starters, const std::string &path) {
        runner made;
        made.take(std::move(starters),
                  [&](valdi_starter *const *raw) { return valdi_runner_load(raw, path.c_str()); });
        return made;
    }

    runner(runner &&) noexcept = default;
    runner &operator=(runner &&) noexcept = default;

    /* The checkpoint reached; none, past the last. */
    checkpoint next() { return reached(valdi_runner_next(get())); }
    checkpoint skip_to(const checkpoint &c) {
        valdi_checkpoint *raw = valdi_runner_skip_to(get(), c.get());
        if (!raw && verdict() == valdi::verdict::undecided)
            throw error(valdi_error());
        return reached(raw);
    }

    /* Goes on to the next line "pause NAME" of the text: its name; "", past the last. */
    std::string next_pause() {
        const char *pause = valdi_runner_next_pause(get());
        if (!pause && verdict() != valdi::verdict::undecided)
            reached(nullptr);
        return pause ? pause : "";
    }

    valdi::verdict finish() {
        valdi::verdict end = static_cast<valdi::verdict>(valdi_runner_finish(get()));
        rethrow();
        return end;
    }
    /* Like finish(); throws if the verdict is another. */
    void expect(valdi::verdict expected) {
        valdi::verdict end = finish();
        if (end != expected)
            throw order_failed(end, std::string("valdi: expected the verdict ") + valdi::name(expected) +
                                        ", got " + valdi::name(end) + "\n" + explain());
    }
    /* The verdict that the text's line "expect" names; held, if there is none. */
    valdi::verdict expected() const { return static_cast<valdi::verdict>(valdi_runner_expected(get())); }
    void hold() { expect(expected()); }

    valdi::verdict verdict() const { return static_cast<valdi::verdict>(valdi_runner_verdict(get())); }
    /* The report; without the end of its last line. */
    std::string explain() const {
        std::string report = valdi_runner_explain(get());
        report.erase(report.find_last_not_of('\n') + 1);
        return report;
    }

    void set_backstop(std::chrono::milliseconds time) {
        valdi_runner_set_backstop(get(), static_cast<unsigned>(time.count()));
    }
    /* What it throws counts as no, and is thrown on like what a starter throws. */
    void set_blocker(blocker who_blocks) {
        state_->who_blocks = std::move(who_blocks);
        valdi_runner_set_blocker(get(), state_->who_blocks ? state::ask : nullptr, state_.get());
    }

    valdi_runner *get() const noexcept { return state_->raw; }

  private:
    runner() : state_(new state) {}

    struct state {
        valdi_runner *raw = nullptr;
        std::vector<starter> starters;
        blocker who_blocks;
        detail::mail thrown; /* by who_blocks */

        ~state() {
            if (!raw)
                return;
            valdi_runner_free(raw);
            for (const starter &each : starters) {
                each.actor_->raw = nullptr;
                tell(each.actor_->thrown);
            }
            tell(thrown);
        }

        static void tell(const detail::mail &thrown) {
            if (!thrown.is_new())
                return;
            try {
                std::rethrow_exception(thrown.look());
            } catch (const std::exception &e) {
                std::fprintf(stderr, "valdi: an exception left a starter, and nobody was there to see: %s\n", e.what());
            } catch (...) {
                std::fprintf(stderr, "valdi: an exception left a starter, and nobody was there to see\n");
            }
        }

        static int ask(const valdi_starter *raw, valdi_block *block, void *argument) {
            auto *self = static_cast<state *>(argument);
            try {
                for (const starter &each : self->starters)
                    if (each.get() == raw)
                        return self->who_blocks(each, *block);
                return self->who_blocks(starter(const_cast<valdi_starter *>(raw)), *block); /* the text's own */
            } catch (...) {
                self->thrown.keep_current();
            }
            return 0;
        }
    };

    template <class Make> void take(std::vector<starter> starters, Make make) {
        std::vector<valdi_starter *> raw;
        for (const starter &each : starters)
            raw.push_back(each.get());
        raw.push_back(nullptr);
        valdi_runner *made = detail::checked(make(raw.data()));
        state_->starters = std::move(starters);
        state_->raw = made;
    }

    void rethrow() {
        for (const starter &each : state_->starters)
            if (each.actor_->thrown.is_new())
                each.actor_->thrown.rethrow();
        if (state_->thrown.is_new())
            state_->thrown.rethrow();
    }

    checkpoint reached(valdi_checkpoint *raw) {
        if (raw)
            return checkpoint(raw);
        rethrow();
        if (verdict() != valdi::verdict::held)
            throw order_failed(verdict(), explain());
        return checkpoint();
    }

    std::unique_ptr<state> state_;
};

} // namespace valdi

#endif
