#include "adapters/app/service_host.h"

#include <spdlog/spdlog.h>
#include <sys/stat.h>

#include <algorithm>
#include <atomic>
#include <boost/asio/as_tuple.hpp>
#include <boost/asio/detached.hpp>
#include <boost/asio/io_context.hpp>
#include <boost/asio/signal_set.hpp>
#include <boost/asio/steady_timer.hpp>
#include <csignal>
#include <ostream>
#include <sstream>

#include "adapters/app/batch_marker.h"
#include "adapters/app/served_environment.h"
#include "adapters/cli/exit_code.h"
#include "adapters/cli/output.h"
#include "adapters/cli/program.h"
#include "adapters/notify/spool_notifier.h"
#include "adapters/scheduler/command_client.h"
#include "adapters/scheduler/loops.h"
#include "adapters/scheduler/offload.h"

namespace dunghan::adapters::app {
namespace {

namespace asio = boost::asio;
using asio::local::stream_protocol;

inline constexpr std::size_t worker_threads = 8;     // calls that wait for the writer
inline constexpr std::size_t loop_threads = 2;       // the two loops
inline constexpr std::chrono::seconds stop_wait{3};  // for calls under way, once asked to stop

notify::SpoolSettings spool_settings(Configuration& configuration,
                                     const std::filesystem::path& folder,
                                     const calendar::Calendar& calendar) {
  notify::SpoolSettings settings;
  settings.folder = folder;
  settings.zone = calendar.zone();
  settings.find_recipient =
      [&configuration](std::string_view who) -> std::optional<notify::Recipient> {
    const auto organisation = configuration.organisation();
    if (!organisation) return std::nullopt;
    const organisation::Person* person = (*organisation)->person(who);
    if (person != nullptr) return notify::Recipient{person->name, person->email, person->language};
    // A post that nobody or several hold, "handler@so-noi-vu": named, and left to who reads the
    // folder.
    const std::size_t sign = who.find('@');
    const organisation::UnitRecord* unit =
        sign == std::string_view::npos ? nullptr : (*organisation)->unit(who.substr(sign + 1));
    if (unit == nullptr) return std::nullopt;
    return notify::Recipient{std::string(who.substr(0, sign)) + " – " + unit->name_vi, {}, {}};
  };
  settings.working_days_left = [&calendar](const ports::OutboxMessage& message,
                                           Date today) -> std::optional<int> {
    if (!message.due_on || *message.due_on < today) return std::nullopt;
    return static_cast<int>(calendar.working_days_between(today, *message.due_on));
  };
  return settings;
}

// The folder's lock is ours, so a socket that is there belongs to a service that was killed.
Result<void> listen_on(const std::filesystem::path& file, stream_protocol::acceptor& acceptor) {
  std::error_code ignored;
  std::filesystem::remove(file, ignored);
  boost::system::error_code fault;
  acceptor.open(stream_protocol(), fault);
  const mode_t before = ::umask(0177);  // the owner's alone from the first moment
  if (!fault) acceptor.bind(stream_protocol::endpoint(file.string()), fault);
  ::umask(before);
  if (!fault) acceptor.listen(asio::socket_base::max_listen_connections, fault);
  if (!fault) return {};
  return fail(ErrorCode::unavailable,
              "the socket `" + file.string() + "` cannot be opened: " + fault.message(),
              "its path may be too long (107 octets)");
}

class Host {
 public:
  Host(Configuration& configuration, Office& office, ports::Notifier& notifier,
       std::unique_ptr<BatchMarker> marker)
      : configuration_(configuration),
        office_(office),
        notifier_(notifier),
        marker_(std::move(marker)),
        writer_(office.service(), limits(), on_batch()) {}

  Result<void> run(const std::filesystem::path& socket_file, std::ostream& out) {
    stream_protocol::acceptor acceptor(context_);
    DUNGHAN_TRY_VOID(listen_on(socket_file, acceptor));
    asio::signal_set signals(context_, SIGTERM, SIGINT);
    signals.async_wait([&](const boost::system::error_code& fault, int) {
      if (!fault) begin_stop(acceptor);
    });
    const scheduler::LoopContext loops{writer_, office_.clock(), notifier_, loop_workers_,
                                       stopping_};
    asio::co_spawn(context_, scheduler::fire_timers_loop(loops, loop_settings()), asio::detached);
    asio::co_spawn(context_, scheduler::daily_loop(loops, loop_settings()), asio::detached);
    asio::co_spawn(context_, scheduler::deliver_outbox_loop(loops, loop_settings()),
                   asio::detached);
    scheduler::CommandHandler handler = [this](const scheduler::CommandCall& call) {
      return answer(call);
    };
    asio::co_spawn(context_, scheduler::serve_commands(acceptor, workers_, std::move(handler)),
                   asio::detached);
    out << "dunghan serves " << socket_file.string() << std::endl;
    context_.run();
    workers_.join();
    loop_workers_.join();
    writer_.stop();
    std::error_code ignored;
    std::filesystem::remove(socket_file, ignored);
    return {};
  }

 private:
  scheduler::WriterLimits limits() const {
    return {configuration_.settings().batch_commands_max,
            configuration_.settings().queue_commands_max};
  }
  std::function<void(bool)> on_batch() {
    if (!marker_) return {};
    return [this](bool under_way) { marker_->set(under_way); };
  }
  scheduler::LoopSettings loop_settings() const {
    const yaml::Settings& settings = configuration_.settings();
    scheduler::LoopSettings loop;
    loop.idle_wait = settings.idle_wait;
    loop.timers_max =
        std::max<std::size_t>(1, settings.batch_commands_max *
                                     static_cast<std::size_t>(settings.timers_share_percent) / 100);
    loop.outbox_messages_max = settings.outbox_messages_max;
    loop.retry = {settings.retry_first, settings.retry_max};
    return loop;
  }

  scheduler::CommandOutcome answer(const scheduler::CommandCall& call) {
    ++under_way_;
    std::ostringstream out;
    std::ostringstream err;
    ServedEnvironment environment(cli::read_global_options(call.arguments), call.folder,
                                  configuration_, office_, writer_);
    scheduler::CommandOutcome outcome;
    outcome.exit = cli::run_program(call.arguments, environment, out, err);
    outcome.out = std::move(out).str();
    outcome.err = std::move(err).str();
    --under_way_;
    return outcome;
  }

  // Takes no more calls, lets those under way end, then ends the loops with the context.
  void begin_stop(stream_protocol::acceptor& acceptor) {
    spdlog::info("stopping");
    stopping_ = true;
    acceptor.close();
    asio::co_spawn(context_, stop_when_idle(), asio::detached);
  }

  asio::awaitable<void> stop_when_idle() {
    const auto deadline = std::chrono::steady_clock::now() + stop_wait;
    asio::steady_timer pause(context_);
    // One pause more after the last call: its answer is still to be written.
    for (int idle = 0; idle < 2 && std::chrono::steady_clock::now() < deadline;) {
      idle = under_way_ == 0 ? idle + 1 : 0;
      pause.expires_after(std::chrono::milliseconds(50));
      co_await pause.async_wait(asio::as_tuple(asio::use_awaitable));
    }
    context_.stop();
  }

  Configuration& configuration_;
  Office& office_;
  ports::Notifier& notifier_;
  std::unique_ptr<BatchMarker> marker_;
  bool stopping_ = false;  // on the context's thread
  std::atomic<int> under_way_{0};
  // In this order: the context's coroutines are destroyed after the workers that run their jobs,
  // and those after the writer that answers them.
  asio::io_context context_{1};
  scheduler::Writer writer_;
  asio::thread_pool workers_{worker_threads};
  asio::thread_pool loop_workers_{loop_threads};
};

}  // namespace

std::filesystem::path socket_of(const std::filesystem::path& database) {
  return database.string() + ".sock";
}

Result<void> serve_office(LocalEnvironment& environment, const cli::ServeRun& run,
                          std::ostream& out) {
  DUNGHAN_TRY(Configuration* const configuration, environment.configuration());
  DUNGHAN_TRY(Office* const office, environment.office());
  DUNGHAN_TRY(const auto database, environment.database());
  DUNGHAN_TRY(const auto* calendar, configuration->calendar(environment.default_calendar()));
  const auto& settings = configuration->settings();
  const auto spool = settings.spool.empty() ? database.parent_path() / "spool" : settings.spool;
  notify::SpoolNotifier notifier(spool_settings(*configuration, spool, *calendar));
  std::unique_ptr<BatchMarker> marker;
  if (!run.batch_marker.empty()) {
    DUNGHAN_TRY(marker, BatchMarker::make(run.batch_marker));
  }
  return Host(*configuration, *office, notifier, std::move(marker)).run(socket_of(database), out);
}

std::optional<int> LocalEnvironment::forward(const std::vector<std::string>& arguments,
                                             std::ostream& out, std::ostream& err) {
  const auto file = database();
  if (!file) return std::nullopt;  // the command itself says what is wrong with the configuration
  scheduler::CommandCall call;
  call.arguments = arguments;
  // The caller's language, not the service's.
  const bool says_language = std::any_of(arguments.begin(), arguments.end(), [](const auto& one) {
    return one == "--lang" || one.starts_with("--lang=");
  });
  if (!says_language) {
    call.arguments.insert(call.arguments.end(),
                          {"--lang", options_.language == cli::Language::vi ? "vi" : "en"});
  }
  std::error_code ignored;
  call.folder = std::filesystem::current_path(ignored).string();
  const auto outcome = scheduler::call_service(socket_of(*file), call);
  if (!outcome) return cli::report_error(options_, outcome.error(), out, err);
  if (!*outcome) return std::nullopt;
  out << (*outcome)->out;
  err << (*outcome)->err;
  return (*outcome)->exit;
}

int LocalEnvironment::serve(const cli::ServeRun& run, std::ostream& out, std::ostream& err) {
  const auto served = serve_office(*this, run, out);
  return served ? static_cast<int>(cli::exit_ok)
                : cli::report_error(options_, served.error(), out, err);
}

}  // namespace dunghan::adapters::app
