/* Pages by number, each loaded once: that, at least, is the idea. */
#pragma once

#include <functional>
#include <map>
#include <mutex>
#include <string>
#include <utility>

class Cache {
  public:
    explicit Cache(std::function<std::string(int)> source) : source_(std::move(source)) {}

    std::string get(int number) {
        std::unique_lock<std::mutex> guard(lock_);
        auto found = pages_.find(number);
        if (found != pages_.end())
            return found->second;
#ifdef FIXED
        std::string page = load(number);
#else
        guard.unlock(); /* loading takes long; and meanwhile others look, too */
        std::string page = load(number);
        guard.lock();
#endif
        return pages_.emplace(number, page).first->second;
    }

  private:
    std::string load(int number) { return source_(number); }

    std::function<std::string(int)> source_;
    std::map<int, std::string> pages_;
    std::mutex lock_;
};
