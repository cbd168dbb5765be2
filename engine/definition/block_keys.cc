#include "engine/definition/block_keys.h"

#include <algorithm>

#include "engine/base/check.h"

namespace dunghan::definition {
namespace {

constexpr bool later = false;  // of the language, not run by this version

constexpr Key workflow_keys[] = {
    {"dunghan", "version of the language: 1"},
    {"workflow", "id of the procedure, kebab-case"},
    {"version", "version of this definition, from 1"},
    {"title", "name of the procedure"},
    {"effective", "from which day of receipt it applies"},
    {"laws", "laws by a short key, which `basis` uses"},
    {"calendar", "which days are working days"},
    {"counting", "how limits are counted"},
    {"number", "how case numbers are made"},
    {"opened_by", "roles that may open a case"},
    {"backdate", "how far back an act may be dated, and by whom"},
    {"ladder", "reminders and escalations of every deadline without its own"},
    {"access", "who may know of a case, read it, read what is sealed"},
    {"data", "fields of a case"},
    {"roles", "who does what: a post of a unit"},
    {"decisions", "decision tables"},
    {"deadlines", "time limits of the case"},
    {"states", "states of the case"},
    {"parallel", "regions that run side by side in every state"},
    {"on", "events in any state"},
    {"always", "transitions taken as soon as their condition holds"},
    {"after", "transitions after a legal period"},
    {"tasks", "tasks of the whole case"},
    {"entry", "actions on opening"},
    {"exit", "actions on closing"},
    {"defer", "events kept for a later state"},
    {"note", "events recorded without effect"},
    {"amends", "version that this one changes", later},
    {"changes", "what an amendment changes", later},
    {"for_each", "a case for each of several"},
    {"measures", "figures over many cases", later},
    {"merge", "how cases are joined", later},
    {"split", "how a case is parted", later}};

constexpr Key text_keys[] = {{"vi", "in Vietnamese"}, {"en", "in English"}};
constexpr Key effective_keys[] = {{"from", "first day"}, {"to", "last day"}};
constexpr Key law_keys[] = {{"number", "number of the law"}, {"name", "its name"}};
constexpr Key number_keys[] = {{"text", "pattern: {unit.code} {year} {seq:5} {parent}"},
                               {"per", "what the sequence starts anew for: unit, year, parent"}};
constexpr Key backdate_keys[] = {
    {"by", "roles that may"}, {"at_most", "how far"}, {"beyond", "who may go further"}};
constexpr Key beyond_keys[] = {{"by", "roles that may"}, {"needs", "what must come with it"}};
constexpr Key access_keys[] = {{"existence", "roles that may know that the case is"},
                               {"content", "roles that may read it"},
                               {"sealed", "roles that may read what is sealed"},
                               {"exclude", "persons who see nothing of it"}};
constexpr Key field_keys[] = {{"type", "kind of value"},
                              {"of", "choices, or what a list or a table holds"},
                              {"required", "must be given when the case is opened"},
                              {"sealed", "roles that may read it; stored as a secret"},
                              {"label", "name on forms"},
                              {"max", "greatest length, number or count"},
                              {"default", "value where none is given"},
                              {"workflow", "of a case reference"}};
constexpr Key role_keys[] = {{"unit", "unit that holds it"},
                             {"post", "post in that unit"},
                             {"never", "persons who may not"},
                             {"pick", "how one of several is chosen"},
                             {"else", "superior: where the post is vacant or excluded"},
                             {"deputy", "never: no deputy may act"}};
constexpr Key pick_keys[] = {{"same_as", "task X: who did X"},
                             {"else", "where that person is gone: least-loaded, offer"}};
constexpr Key decision_keys[] = {{"hit", "unique, first, any, priority, collect"},
                                 {"inputs", "named conditions' values"},
                                 {"output", "type of the answer"},
                                 {"rules", "rows"},
                                 {"default", "answer where no row matches"}};
constexpr Key deadline_keys[] = {{"title", "name"},
                                 {"within", "period after the start"},
                                 {"due", "by a date, or a period before or after one"},
                                 {"at_least", "period that something must last"},
                                 {"when", "applies only if"},
                                 {"follow", "recomputed when its facts change"},
                                 {"binds", "office or citizen"},
                                 {"target", "policy beside the law"},
                                 {"inside", "the outer deadline"},
                                 {"calendar", "of its own"},
                                 {"counting", "of its own"},
                                 {"start", "what starts it"},
                                 {"stop", "what meets it"},
                                 {"cancel", "what ends it without a verdict"},
                                 {"restart", "what counts it anew"},
                                 {"reopen", "what makes its end not count"},
                                 {"owner", "role that owes it"},
                                 {"basis", "law or policy"},
                                 {"suspend", "grounds on which it stands still"},
                                 {"extend", "grounds on which it is prolonged"},
                                 {"ladder", "reminders and escalations"},
                                 {"roll", "none, following or preceding: of its own"}};
constexpr Key limit_keys[] = {{"decide", "decision table that gives the period"},
                              {"earliest", "the earliest of several periods"},
                              {"window", "from the first to the last day of a window"},
                              {"from", "first day on which it may be done"},
                              {"to", "last day on which it may be done"}};
constexpr Key trigger_keys[] = {{"enter", "states entered"},
                                {"leave", "states left"},
                                {"event", "events taken"},
                                {"date", "a date of the case"},
                                {"offset", "so long after the date"},
                                {"when", "a condition that begins to hold"},
                                {"last", "waits for all of a list"}};
constexpr Key last_keys[] = {{"last", "waits for all of a list"}};
constexpr Key suspend_keys[] = {{"title", "name"},
                                {"by", "roles that may"},
                                {"when", "only if"},
                                {"needs", "what must come with it"},
                                {"at_most", "resumes by itself after"},
                                {"times", "how often"},
                                {"first_day", "used or free"},
                                {"last_day", "used or free"},
                                {"basis", "law or policy"},
                                {"tasks", "duties born from it"},
                                {"while", "states in which it stands still by itself"},
                                {"resume", "how it goes on"}};
constexpr Key resume_keys[] = {{"by", "roles that may"},
                               {"needs", "what must come with it"},
                               {"tasks", "duties born from it"}};
constexpr Key extend_keys[] = {{"title", "name"},
                               {"when", "only if"},
                               {"each", "so much each time"},
                               {"total", "so much from the start in all"},
                               {"until_date", "until a date that comes with the command"},
                               {"times", "how often, all extensions counted"},
                               {"until", "due (default) or any time"},
                               {"by", "roles that may"},
                               {"needs", "what must come with it"},
                               {"notify", "who is told"},
                               {"basis", "law or policy"},
                               {"tasks", "duties born from it"}};
constexpr Key rung_keys[] = {
    {"before", "reminder so long before"},          {"at", "due: when it falls due"},
    {"after", "escalation so long after"},          {"every", "escalation every so often"},
    {"from", "due: where `every` begins"},          {"to", "who is told"},
    {"reassign", "role that takes over"},           {"at_most", "how often"},
    {"urgent", "now, not at the next working hour"}};
constexpr Key basis_keys[] = {{"law", "law key and article"},
                              {"document", "where the document is"},
                              {"unconfirmed", "not checked against the law's text"},
                              {"confidence", "verified, secondary, recalled"}};
constexpr Key task_keys[] = {{"for", "role that does it"},
                             {"title", "name"},
                             {"when", "only if"},
                             {"deadline", "deadline that it serves"},
                             {"within", "its own limit"},
                             {"due", "its own limit by a date"},
                             {"at_least", "must last so long"},
                             {"target", "policy beside the law"},
                             {"form", "fields that it fills"},
                             {"needs", "what must come with it"},
                             {"done", "events that finish it"},
                             {"not_by", "task X: not the person who did X"},
                             {"pick", "how one of several is chosen"},
                             {"send", "letter that goes out with it"},
                             {"keep", "posted and kept posted"},
                             {"cancel", "what makes it needless"},
                             {"basis", "law or policy"},
                             {"quorum", "so many of so many agree"},
                             {"delegate", "roles that it may be handed on to"}};
constexpr Key quorum_keys[] = {{"agree", "how many"}, {"of", "of how many"}};
constexpr Key keep_keys[] = {
    {"at_least", "how long"}, {"unbroken", "without a gap"}, {"basis", "law or policy"}};
constexpr Key letter_keys[] = {{"to", "roles or parties"}, {"template", "text of the letter"}};
constexpr Key open_keys[] = {{"workflow", "procedure"},
                             {"unit", "unit of the new case"},
                             {"link", "name of the link"},
                             {"with", "its data"},
                             {"share", "sealed values that go along"}};
constexpr Key for_each_keys[] = {
    {"in", "a list, or which units"},
    {"as", "name of one item"},
    {"open", "procedure"},
    {"unit", "unit of the new case"},
    {"with", "its data"},
    {"share", "sealed values that go along"},
    {"wait", "how many must end: all, any, none, 3, 80%, = CEL"},
    {"later", "allowed: items that come later are opened too"},
    {"rest", "of those not ended when the state is left: keep, cancel"},
    {"join", "event by which one more unit joins"}};
constexpr Key for_each_units_keys[] = {{"group", "units of a group"},
                                       {"levels", "units of these levels"},
                                       {"existing", "on a day, or during a window"}};
constexpr Key for_each_join_keys[] = {{"event", "event that brings the unit"},
                                      {"unit", "which unit"}};
constexpr Key cycle_keys[] = {
    {"dunghan", "version of the language: 1"},
    {"cycle", "id of the cycle, kebab-case"},
    {"title", "name of the cycle"},
    {"effective", "from which day it runs, and until when"},
    {"laws", "laws by a short key, which `basis` uses"},
    {"basis", "law or policy"},
    {"calendar", "which days are working days"},
    {"counting", "how `opens` is counted"},
    {"every", "month, quarter, half-year, nine-months, year, week, a rule"},
    {"cumulative", "true: each window begins with its year"},
    {"window", "where the windows lie"},
    {"for_each", "for which units"},
    {"day", "a day of the window"},
    {"opens", "when the cases are opened"},
    {"open", "the case that is opened"},
    {"catch_up", "what was missed: all, last, none"}};
constexpr Key cycle_window_keys[] = {{"first_day", "day of the month, 1 to 28"},
                                     {"month_before", "true: of the month before"}};
constexpr Key cycle_every_keys[] = {{"rrule", "rule of RFC 5545"}};
constexpr Key cycle_day_keys[] = {{"day", "day of the window's last month"},
                                  {"weekday", "monday to sunday"},
                                  {"roll", "where it is off: none, following, preceding, skip"},
                                  {"if_outside", "rolled out of the window: keep, skip"}};
constexpr Key cycle_for_each_keys[] = {{"in", "which units"}, {"as", "name of one unit"}};
constexpr Key emit_keys[] = {
    {"event", "event"}, {"to", "children, parent or a link"}, {"with", "its fields"}};
constexpr Key state_keys[] = {{"title", "name"},
                              {"initial", "true: where its parent begins"},
                              {"final", "true: the end"},
                              {"states", "states inside"},
                              {"parallel", "regions that run side by side"},
                              {"on", "events"},
                              {"always", "transitions taken as soon as their condition holds"},
                              {"after", "transitions after a legal period"},
                              {"entry", "actions on entering"},
                              {"exit", "actions on leaving"},
                              {"tasks", "tasks while in it"},
                              {"deadlines", "limits while in it"},
                              {"done", "transition when all parts are final"},
                              {"defer", "events kept for a later state"},
                              {"note", "events recorded without effect"},
                              {"for_each", "a case for each of several"}};
constexpr Key region_keys[] = {{"title", "name"},
                               {"when", "region exists only if"},
                               {"states", "states inside"},
                               {"parallel", "regions that run side by side"},
                               {"on", "events"},
                               {"always", "transitions taken as soon as their condition holds"},
                               {"after", "transitions after a legal period"},
                               {"entry", "actions on entering"},
                               {"exit", "actions on leaving"},
                               {"tasks", "tasks while in it"},
                               {"deadlines", "limits while in it"},
                               {"done", "transition when all parts are final"},
                               {"defer", "events kept for a later state"},
                               {"note", "events recorded without effect"},
                               {"for_each", "a case for each of several"}};
constexpr Key transition_keys[] = {{"title", "name of the act"},
                                   {"to", "state that it leads to"},
                                   {"when", "only if"},
                                   {"by", "roles that may"},
                                   {"not_by", "task X: not the person who did X"},
                                   {"needs", "what must come with it"},
                                   {"occurs", "day on which the act counts in law"},
                                   {"grace", "how long a consequence waits for late records"},
                                   {"set", "data written"},
                                   {"raise", "events raised inside the case"},
                                   {"notify", "who is told"},
                                   {"send", "letters"},
                                   {"open", "cases opened"},
                                   {"emit", "events for other cases"},
                                   {"tasks", "duties born from it"},
                                   {"cancel", "tasks that it makes needless"},
                                   {"hand_to", "unit that takes the case over"},
                                   {"basis", "law or policy"},
                                   {"of", "so many parts must be final"},
                                   {"rest", "what becomes of the other parts"}};
constexpr Key history_keys[] = {{"history", "state whose inside is restored"},
                                {"depth", "shallow: one level"},
                                {"fresh", "true: without tasks and clocks"}};
constexpr Key actions_keys[] = {{"set", "data written"},
                                {"raise", "events raised inside the case"},
                                {"notify", "who is told"},
                                {"send", "letters"},
                                {"open", "cases opened"},
                                {"emit", "events for other cases"},
                                {"cancel", "tasks that it makes needless"}};
constexpr Key ladders_file_keys[] = {{"dunghan", "version of the language: 1"},
                                     {"ladders", "ladders by name"}};

struct Row {
  Block block;
  std::string_view name;
  std::span<const Key> keys;
};

constexpr Row rows[] = {{Block::workflow, "a workflow", workflow_keys},
                        {Block::text, "a text", text_keys},
                        {Block::effective, "`effective`", effective_keys},
                        {Block::law, "a law", law_keys},
                        {Block::number, "`number`", number_keys},
                        {Block::backdate, "`backdate`", backdate_keys},
                        {Block::backdate_beyond, "`beyond`", beyond_keys},
                        {Block::access, "`access`", access_keys},
                        {Block::field, "a field", field_keys},
                        {Block::role, "a role", role_keys},
                        {Block::pick, "`pick`", pick_keys},
                        {Block::decision, "a decision table", decision_keys},
                        {Block::deadline, "a deadline", deadline_keys},
                        {Block::limit, "a limit", limit_keys},
                        {Block::trigger, "a trigger", trigger_keys},
                        {Block::last, "a list of triggers", last_keys},
                        {Block::suspend, "a ground of suspension", suspend_keys},
                        {Block::resume, "`resume`", resume_keys},
                        {Block::extend, "a ground of extension", extend_keys},
                        {Block::rung, "a rung of a ladder", rung_keys},
                        {Block::basis, "a basis", basis_keys},
                        {Block::task, "a task", task_keys},
                        {Block::quorum, "`quorum`", quorum_keys},
                        {Block::keep, "`keep`", keep_keys},
                        {Block::letter, "a letter", letter_keys},
                        {Block::open, "`open`", open_keys},
                        {Block::for_each, "`for_each`", for_each_keys},
                        {Block::for_each_units, "`in`", for_each_units_keys},
                        {Block::for_each_join, "`join`", for_each_join_keys},
                        {Block::cycle, "a cycle", cycle_keys},
                        {Block::cycle_window, "`window`", cycle_window_keys},
                        {Block::cycle_every, "`every`", cycle_every_keys},
                        {Block::cycle_day, "`day`", cycle_day_keys},
                        {Block::cycle_for_each, "`for_each`", cycle_for_each_keys},
                        {Block::emit, "`emit`", emit_keys},
                        {Block::state, "a state", state_keys},
                        {Block::region, "a parallel region", region_keys},
                        {Block::transition, "a transition", transition_keys},
                        {Block::history, "a target", history_keys},
                        {Block::actions, "a list of actions", actions_keys},
                        {Block::ladders_file, "a file of ladders", ladders_file_keys}};

const Row& row_of(Block block) {
  for (const Row& row : rows) {
    if (row.block == block) return row;
  }
  DUNGHAN_CHECK(false);
  return rows[0];
}

}  // namespace

std::span<const Key> keys_of(Block block) {
  return row_of(block).keys;
}
std::string_view name_of(Block block) {
  return row_of(block).name;
}

const Key* find_key(Block block, std::string_view name) {
  for (const Key& key : keys_of(block)) {
    if (key.name == name) return &key;
  }
  return nullptr;
}

std::vector<std::string> key_names(Block block) {
  std::vector<std::string> names;
  for (const Key& key : keys_of(block)) {
    if (key.runs) names.emplace_back(key.name);
  }
  return names;
}

}  // namespace dunghan::definition
