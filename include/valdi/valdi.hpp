/* Starters, checkpoints, runners for C++11 and later: valdi.h with destructors, exceptions and any callable.
 *
 * What happens, blocks and is required is said there; here, what is different. Whatever fails throws
 * valdi::error. Starters and checkpoints are handles that may be copied. What they are given to call lives
 * as long as one of them or their runner, and as a thread that the runner could not end. Needs no RTTI.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.hpp>
 *     #include <assert.h>
 *
 *     struct account {
 *         int balance = 100;
 *         VALDI_CHECKPOINT int read_balance() { return balance; }
 *         VALDI_CHECKPOINT void write_balance(int amount) { balance = amount; }
 *         void deposit(int amount) { write_balance(read_balance() + amount); }
 *     };
 *
 *     int main() {
 *         account shared;
 *         valdi::starter alice = valdi::thread("alice", [&] { shared.deposit(30); });
 *         valdi::starter bob = valdi::thread("bob", [&] { shared.deposit(50); });
 *         valdi::checkpoint alice_read = alice.after("account::read_balance");
 *         valdi::checkpoint bob_wrote = bob.after("account::write_balance");
 *         valdi::checkpoint alice_wrote = alice.after("account::write_balance");
 *
 *         valdi::runner runner({alice, bob}, {alice_read, bob_wrote, alice_wrote});
 *         assert(runner.next() == alice_read);
 *         assert(shared.balance == 100);
 *         assert(runner.next() == bob_wrote);
 *         assert(shared.balance == 150);
 *         runner.hold();
 *         assert(shared.balance == 130);
 *     }
 * @endcode
 */
#ifndef VALDI_HPP
#define VALDI_HPP

#if !defined(__cplusplus) || __cplusplus < 201103L
#error "<valdi/valdi.hpp> needs C++11; before it, and in C, include <valdi/valdi.h>"
#elif !defined(__cpp_exceptions) && !defined(__EXCEPTIONS)
#error "<valdi/valdi.hpp> needs exceptions; without them include <valdi/valdi.h>"
#endif

#include <valdi/valdi.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <deque>
#include <exception>
#include <functional>
#include <iosfwd>
#include <memory>
#include <stdexcept>
#include <string>
#include <type_traits>
#include <utility>
#include <vector>

namespace valdi {

/* How an order ended: see valdi_verdict. Streams write its name. */
enum class verdict {
    undecided = VALDI_UNDECIDED,
    held = VALDI_HELD,
    unreached = VALDI_UNREACHED,
    infeasible = VALDI_INFEASIBLE,
    died = VALDI_DIED,
    stalled = VALDI_STALLED
};

inline const char *name(verdict v) {
    return valdi_verdict_name(static_cast<valdi_verdict>(v));
}

template <class Char, class Traits>
std::basic_ostream<Char, Traits> &operator<<(std::basic_ostream<Char, Traits> &out, verdict v) {
    return out << name(v);
}

/* What valdi_error() says. */
class error : public std::runtime_error {
  public:
    explicit error(const std::string &why) : std::runtime_error(why) {}
};

/* The order did not end as it should: what() is the report. */
class order_failed : public error {
  public:
    order_failed(valdi::verdict v, const std::string &report) : error(report), verdict_(v) {}
    valdi::verdict verdict() const noexcept { return verdict_; }

  private:
    valdi::verdict verdict_;
};

/* ---- hits and conditions ----
 *
 * What a condition looks at; values by number or, where compiled with -g, by name: another name is an
 * error. What a condition throws counts as no, and is thrown on like what a starter throws.
 *
 * @code
 *     #include <valdi/checkpoint.h>
 *     #include <valdi/valdi.hpp>
 *     #include <assert.h>
 *
 *     static int balance = 100;
 *
 *     VALDI_CHECKPOINT static int deposit(int amount) { return balance += amount; }
 *
 *     int main() {
 *         int limit = 200;
 *         valdi::starter bob = valdi::thread("bob", [] {
 *             for (int amount = 10; amount <= 50; amount += 10)
 *                 deposit(amount);
 *         });
 *         valdi::checkpoint thirty =
 *             bob.before("deposit").when([](const valdi::hit &hit) { return hit.integer("amount") == 30; });
 *         valdi::checkpoint rich =
 *             bob.after("deposit").when([&](const valdi::hit &hit) { return hit.result() > limit; });
 *         valdi::runner runner({bob}, {thirty, rich});
 *         assert(runner.next() == thirty);
 *         assert(balance == 130);
 *         assert(runner.next() == rich);
 *         assert(balance == 250);
 *         runner.hold();
 *     }
 * @endcode
 */
class hit {
  public:
    explicit hit(const valdi_hit *raw) noexcept : raw_(raw) {}

    int count() const { return valdi_hit_count(raw_); }
    int find(const char *value) const {
        int index = valdi_hit_find(raw_, value);
        if (index == VALDI_NONE)
            throw error(std::string("no value \"") + value + "\" at " + name() + ", " + file() + ":" +
                        std::to_string(line()));
        return index;
    }

    bool is_known(int index) const { return valdi_hit_is_known(raw_, index); }
    long long integer(int index) const { return valdi_hit_integer(raw_, index); }
    long long integer(const char *value) const { return integer(find(value)); }
    void *pointer(int index) const { return valdi_hit_pointer(raw_, index); }
    void *pointer(const char *value) const { return pointer(find(value)); }
    std::string text(int index) const { return valdi_hit_text(raw_, index); }
    std::string text(const char *value) const { return text(find(value)); }
    long long result() const { return integer(VALDI_RESULT); }

    const char *name() const { return valdi_hit_name(raw_); }
    const char *file() const { return valdi_hit_file(raw_); }
    unsigned line() const { return valdi_hit_line(raw_); }
    bool unwound() const { return valdi_hit_unwound(raw_); }
    const valdi_hit *get() const noexcept { return raw_; }

  private:
    const valdi_hit *raw_;
};

using condition = std::function<bool(const hit &)>;

namespace detail {

template <class Pointer> Pointer checked(Pointer made) {
    if (!made)
        throw error(valdi_error());
    return made;
}

/* The first exception that left one of our callbacks, until somebody is given it. Whoever keeps it is one
 * thread, whoever takes it another. */
class mail {
  public:
    /* In a handler. pthread_exit and cancellation unwind too, as no exception of C++'s, and go on. */
    void keep_current() {
        std::exception_ptr current = std::current_exception();
        if (!current)
            throw;
        if (is_there_.load(std::memory_order_acquire))
            return;
        exception_ = current;
        is_there_.store(true, std::memory_order_release);
    }

    std::exception_ptr look() const noexcept {
        return is_there_.load(std::memory_order_acquire) ? exception_ : nullptr;
    }
    bool is_new() const noexcept { return look() && !is_read_; }
    void rethrow() {
        is_read_ = true;
        std::rethrow_exception(exception_);
    }

  private:
    std::exception_ptr exception_;
    std::atomic<bool> is_there_{false};
    bool is_read_ = false; /* the test's thread alone looks */
};

/* A starter of C's, and what it calls. */
struct actor : std::enable_shared_from_this<actor> {
    valdi_starter *raw = nullptr; /* NULL once its runner has freed it */
    std::deque<std::pair<actor *, condition>> conditions; /* they stay where they are */
    mail thrown;

    actor() = default;
    actor(const actor &) = delete;
    actor &operator=(const actor &) = delete;
    ~actor() { valdi_starter_free(raw); }

    valdi_starter *starter() const {
        if (!raw)
            throw error("the starter was freed with its runner");
        return raw;
    }

    static int holds(const valdi_hit *raw_hit, void *argument) {
        auto *asked = static_cast<std::pair<actor *, condition> *>(argument);
        try {
            return asked->second(hit(raw_hit));
        } catch (...) {
            asked->first->thrown.keep_current();
            return 0;
        }
    }
};

template <class Function> struct performer : actor {
    Function function;

    explicit performer(Function f) : function(std::move(f)) {}

    static void *run(void *argument) {
        auto *self = static_cast<performer *>(argument);
        std::shared_ptr<actor> kept = self->shared_from_this(); /* if the runner cannot end us */
        try {
            self->function();
        } catch (...) {
            self->thrown.keep_current();
        }
        return nullptr;
    }

    static int run_process(void *argument) {
        using returned = decltype(std::declval<Function &>()());
        return status(static_cast<performer *>(argument)->function, std::is_void<returned>());
    }
    static int status(Function &f, std::false_type) { return f(); }
    static int status(Function &f, std::true_type) {
        f();
        return 0;
    }
};

} // namespace detail

/* ---- checkpoints ---- */

class checkpoint {
  public:
    /* None: what runner.next() returns past the last. */
    checkpoint() = default;

    checkpoint nth(unsigned n) const {
        detail::checked(valdi_checkpoint_nth(raw_, n));
        return *this;
    }
    checkpoint when(condition holds) const {
        if (!holds || !actor_)
            throw error("valdi::checkpoint::when: no condition, or no checkpoint");
        actor_->conditions.emplace_back(actor_.get(), std::move(holds));
        detail::checked(valdi_checkpoint_when(raw_, detail::actor::holds, &actor_->conditions.back()));
        return *this;
    }
    checkpoint inside(const std::string &function) const {
        detail::checked(valdi_checkpoint_inside(raw_, function.c_str()));
        return *this;
    }

    valdi_checkpoint *get() const noexcept { return raw_; }
    explicit operator bool() const noexcept { return raw_; }
    friend bool operator==(const checkpoint &a, const checkpoint &b) noexcept { return a.raw_ == b.raw_; }
    friend bool operator!=(const checkpoint &a, const checkpoint &b) noexcept { return a.raw_ != b.raw_; }

  private:
    friend class starter;
    friend class runner;
    explicit checkpoint(valdi_checkpoint *raw, std::shared_ptr<detail::actor> actor = nullptr)
        : raw_(raw), actor_(std::move(actor)) {}

    valdi_checkpoint *raw_ = nullptr;
    std::shared_ptr<detail::actor> actor_;
};

/* first < then: an order's constraint. */
struct constraint {
    checkpoint first, then;
};

inline constraint operator<(checkpoint first, checkpoint then) {
    return {std::move(first), std::move(then)};
}

/* ---- starters ---- */

class starter {
  public:
    checkpoint before(const std::string &f) const { return made(valdi_checkpoint_before, f); }
    checkpoint after(const std::string &f) const { return made(valdi_checkpoint_after, f); }
    checkpoint at(const std::string &marker) const { return made(valdi_checkpoint_at, marker); }
    checkpoint started() const { return made(valdi_checkpoint_started); }
    checkpoint blocked() const { return made(valdi_checkpoint_blocked); }
    checkpoint finished() const { return made(valdi_checkpoint_finished); }

    /* A thread of this process: valdi_starter_adopt_in. */
    starter adopt(const std::string &name, const std::string &entry, unsigned ordinal) const {
        return starter(valdi_starter_adopt_in(get(), name.c_str(), entry.c_str(), ordinal));
    }

    const char *name() const { return valdi_starter_name(get()); }
    int status() const { return valdi_starter_status(get()); }
    int process() const { return valdi_starter_process(get()); }
    void *result() const { return valdi_starter_result(get()); }
    void kill(int signal) const {
        if (valdi_starter_kill(get(), signal))
            throw error(valdi_error());
    }

    /* The exception that left its function, or a condition of its checkpoints; NULL if none has. */
    std::exception_ptr thrown() const noexcept { return actor_->thrown.look(); }

    /* Until its runner is freed. */
    valdi_starter *get() const { return actor_->starter(); }

  private:
    friend class runner;
    template <class F> friend starter thread(const std::string &, F &&);
    template <class F> friend starter fork(const std::string &, F &&);
    friend starter exec(const std::string &, const std::vector<std::string> &);
    friend starter adopt(const std::string &, const std::string &, unsigned);
    friend starter adopt_process(const std::string &, const std::string &, unsigned);

    explicit starter(valdi_starter *raw) : starter(raw, std::make_shared<detail::actor>()) {}
    starter(valdi_starter *raw, std::shared_ptr<detail::actor> actor) : actor_(std::move(actor)) {
        actor_->raw = detail::checked(raw);
    }

    checkpoint made(valdi_checkpoint *(*make)(valdi_starter *, const char *), const std::string &name) const {
        return checkpoint(detail::checked(make(get(), name.c_str())), actor_);
    }
    checkpoint made(valdi_checkpoint *(*make)(valdi_starter *)) const {
        return checkpoint(detail::checked(make(get())), actor_);
    }

    std::shared_ptr<detail::actor> actor_;
};

/* A thread that will call function(). What that throws ends the thread and is thrown on by the runner. */
template <class F> starter thread(const std::string &name, F &&function) {
    using performer = detail::performer<typename std::decay<F>::type>;
    auto made = std::make_shared<performer>(std::forward<F>(function));
    return starter(valdi_starter_thread(name.c_str(), performer::run, made.get()), made);
}

/* A process that will call function() in a copy of this one, and end with the status that returns, 0 if
 * nothing. What it throws is another process's: it ends that by std::terminate, and the verdict is died. */
template <class F> starter fork(const std::string &name, F &&function) {
    using performer = detail::performer<typename std::decay<F>::type>;
    auto made = std::make_shared<performer>(std::forward<F>(function));
    return starter(valdi_starter_fork(name.c_str(), performer::run_process, made.get()), made);
}

inline starter exec(const std::string &name, const std::vector<std::string> &arguments) {
    std::vector<char *> words;
    for (const std::string &argument : arguments)
        words.push_back(const_cast<char *>(argument.c_str()));
    words.push_back(nullptr);
    return starter(valdi_starter_exec(name.c_str(), words.data()));
}

inline starter adopt(const std::string &name, const std::string &entry, unsigned ordinal) {
    return starter(valdi_starter_adopt(name.c_str(), entry.c_str(), ordinal));
}

inline starter adopt_process(const std::string &name, const std::string &program, unsigned ordinal) {
    return starter(valdi_starter_adopt_process(name.c_str(), program.c_str(), ordinal));
}

} // namespace valdi

#include <valdi/runner.hpp>

#endif
