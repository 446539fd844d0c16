// Independent tasks on several threads.
#pragma once

#include <algorithm>
#include <atomic>
#include <cstddef>
#include <exception>
#include <thread>
#include <vector>

namespace glidepath {

/// Runs `task(i)` for i from 0 to `count` - 1. Tasks share nothing but what they only read, and
/// each writes to a place of its own: the result then is the same on any number of threads.
///
/// If tasks throw, the exception of the first of them (by i) is thrown when all have ended.
/// \param threads  how many; 0: as many as the machine has
template <class Task>
void parallel_for(std::size_t count, unsigned threads, Task task) {
    if (threads == 0) threads = std::max(1U, std::thread::hardware_concurrency());
    const std::size_t workers = std::min<std::size_t>(threads, count);
    std::vector<std::exception_ptr> thrown(count);
    std::atomic<std::size_t> next{0};
    const auto work = [&] {
        for (std::size_t i = next++; i < count; i = next++) {
            try {
                task(i);
            } catch (...) {
                thrown[i] = std::current_exception();
            }
        }
    };
    {
        std::vector<std::jthread> crew;
        for (std::size_t i = 1; i < workers; ++i) crew.emplace_back(work);
        work();
    }
    for (std::exception_ptr const& error : thrown)
        if (error) std::rethrow_exception(error);
}

}  // namespace glidepath
