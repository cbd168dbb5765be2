// Which states a microstep leaves and enters: W3C SCXML appendix D, on charts drawn here.
#include "engine/statechart/chart.h"

#include <gtest/gtest.h>

#include <algorithm>
#include <map>
#include <string>

namespace dunghan::statechart {
namespace {

/// A chart written as lines of "name kind", indented by two blanks a level; `*` marks the initial
/// child.
class Drawn {
 public:
  explicit Drawn(const std::vector<std::string>& lines) {
    std::vector<int> above{-1};
    for (const std::string& line : lines) {
      const auto depth = line.find_first_not_of(' ') / 2;
      std::string rest = line.substr(depth * 2);
      const auto blank = rest.find(' ');
      std::string name = rest.substr(0, blank);
      const bool initial = name.ends_with('*');
      if (initial) name.pop_back();
      const int index = static_cast<int>(chart_.nodes.size());
      above.resize(depth + 1);
      Node node;
      node.kind = kind_of(blank == std::string::npos ? "" : rest.substr(blank + 1));
      node.parent = depth == 0 ? -1 : above[depth - 1];
      above[depth] = index;
      if (node.parent >= 0) {
        Node& parent = chart_.nodes[static_cast<std::size_t>(node.parent)];
        parent.children.push_back(index);
        if (initial || parent.initial < 0) parent.initial = initial ? index : parent.initial;
      }
      chart_.nodes.push_back(node);
      index_[name] = index;
      names_.push_back(name);
    }
  }

  [[nodiscard]] const Chart& chart() const { return chart_; }
  [[nodiscard]] int at(const std::string& name) const { return index_.at(name); }
  [[nodiscard]] Configuration active(const std::vector<std::string>& names) const {
    Configuration configuration;
    for (const std::string& name : names) configuration.push_back(at(name));
    std::sort(configuration.begin(), configuration.end());
    return configuration;
  }
  [[nodiscard]] std::string text(const std::vector<int>& states) const {
    std::string all;
    for (const int state : states)
      all += (all.empty() ? "" : " ") + names_[static_cast<std::size_t>(state)];
    return all;
  }
  [[nodiscard]] Selected to(const std::string& source, const std::string& target) const {
    return {at(source), {Target::Kind::state, at(target), false}};
  }
  [[nodiscard]] Selected back(const std::string& source, const std::string& target,
                              bool shallow = false) const {
    return {at(source), {Target::Kind::history, at(target), shallow}};
  }

 private:
  static Kind kind_of(const std::string& word) {
    if (word == "compound") return Kind::compound;
    if (word == "parallel") return Kind::parallel;
    return word == "final" ? Kind::final : Kind::atomic;
  }

  Chart chart_;
  std::map<std::string, int> index_;
  std::vector<std::string> names_;
};

/// A case with an inspection of two sides beside each other.
const Drawn& inspection() {
  static const Drawn drawn{{"root compound",          //
                            "  open*",                //
                            "  inspecting parallel",  //
                            "    site compound",      //
                            "      visit*",           //
                            "      minutes",          //
                            "      site-over final",  //
                            "    papers compound",    //
                            "      reading*",         //
                            "      papers-over final",
                            "  concluded compound",  //
                            "    drafting*",         //
                            "    signed final",      //
                            "  closed final"}};
  return drawn;
}

TEST(Chart, is_entered_at_its_initial_states) {
  const Drawn& drawn = inspection();
  EXPECT_EQ(drawn.text(initial_configuration(drawn.chart())), "root open");
}

TEST(Chart, a_parallel_state_is_entered_with_all_its_regions) {
  const Drawn& drawn = inspection();
  const auto step =
      take(drawn.chart(), drawn.active({"root", "open"}), {}, {drawn.to("open", "inspecting")});
  EXPECT_EQ(drawn.text(step.left), "open");
  EXPECT_EQ(drawn.text(step.entered), "inspecting site visit papers reading");
  EXPECT_EQ(drawn.text(active_leaves(drawn.chart(), step.configuration)), "visit reading");
}

TEST(Chart, a_region_that_is_not_open_stays_out_unless_it_is_entered_by_name) {
  const Drawn& drawn = inspection();
  const auto no_papers = [&](int region) { return region != drawn.at("papers"); };
  const auto step = take(drawn.chart(), drawn.active({"root", "open"}), {},
                         {drawn.to("open", "inspecting")}, no_papers);
  EXPECT_EQ(drawn.text(step.entered), "inspecting site visit");
  EXPECT_EQ(drawn.text(active_leaves(drawn.chart(), step.configuration)), "visit");
  const auto named = take(drawn.chart(), drawn.active({"root", "open"}), {},
                          {drawn.to("open", "reading")}, no_papers);
  EXPECT_EQ(drawn.text(named.entered), "inspecting site visit papers reading");
  const auto none = take(drawn.chart(), drawn.active({"root", "open"}), {},
                         {drawn.to("open", "inspecting")}, [](int) { return false; });
  EXPECT_EQ(drawn.text(none.entered), "inspecting");
  EXPECT_EQ(drawn.text(active_leaves(drawn.chart(), none.configuration)), "inspecting");
}

TEST(Chart, a_parallel_state_is_over_when_every_region_that_is_there_is) {
  const Drawn& drawn = inspection();
  const auto over = [&](const std::vector<std::string>& names) {
    return is_in_final(drawn.chart(), drawn.active(names), drawn.at("inspecting"));
  };
  EXPECT_FALSE(over({"root", "inspecting", "site", "site-over", "papers", "reading"}));
  EXPECT_TRUE(over({"root", "inspecting", "site", "site-over", "papers", "papers-over"}));
  EXPECT_TRUE(over({"root", "inspecting", "site", "site-over"}));
  EXPECT_FALSE(over({"root", "inspecting", "site", "minutes"}));
  EXPECT_FALSE(is_in_final(drawn.chart(), drawn.active({"root", "open"}), drawn.at("open")));
}

TEST(Chart, states_are_left_from_the_inside_and_entered_from_the_outside) {
  const Drawn& drawn = inspection();
  const auto step = take(
      drawn.chart(), drawn.active({"root", "inspecting", "site", "minutes", "papers", "reading"}),
      {}, {drawn.to("inspecting", "signed")});
  EXPECT_EQ(drawn.text(step.left), "reading papers minutes site inspecting");
  EXPECT_EQ(drawn.text(step.entered), "concluded signed");
  EXPECT_EQ(drawn.text(step.configuration), "root concluded signed");
}

TEST(Chart, a_state_that_leads_to_itself_is_left_and_entered_and_without_a_target_nothing_moves) {
  const Drawn& drawn = inspection();
  const auto again = take(drawn.chart(), drawn.active({"root", "concluded", "drafting"}), {},
                          {drawn.to("concluded", "concluded")});
  EXPECT_EQ(drawn.text(again.left), "drafting concluded");
  EXPECT_EQ(drawn.text(again.entered), "concluded drafting");
  const auto nowhere = take(drawn.chart(), drawn.active({"root", "concluded", "drafting"}), {},
                            {Selected{drawn.at("concluded"), {}}});
  EXPECT_TRUE(nowhere.left.empty() && nowhere.entered.empty());
  EXPECT_EQ(drawn.text(nowhere.configuration), "root concluded drafting");
}

TEST(Chart, transitions_in_two_regions_are_taken_together) {
  const Drawn& drawn = inspection();
  const auto active = drawn.active({"root", "inspecting", "site", "visit", "papers", "reading"});
  const std::vector<Selected> both{drawn.to("visit", "minutes"),
                                   drawn.to("reading", "papers-over")};
  EXPECT_EQ(without_conflicts(drawn.chart(), active, {}, both), (std::vector<std::size_t>{0, 1}));
  const auto step = take(drawn.chart(), active, {}, both);
  EXPECT_EQ(drawn.text(step.configuration), "root inspecting site minutes papers papers-over");
}

TEST(Chart, of_transitions_that_leave_one_state_the_innermost_wins_and_else_the_first) {
  const Drawn& drawn = inspection();
  const auto active = drawn.active({"root", "inspecting", "site", "visit", "papers", "reading"});
  // Both leave all of `inspecting`: neither lies within the other, so the first of them is taken.
  const std::vector<Selected> rivals{drawn.to("visit", "closed"), drawn.to("reading", "concluded")};
  EXPECT_EQ(without_conflicts(drawn.chart(), active, {}, rivals), (std::vector<std::size_t>{0}));
  // The inner source beats the outer one that comes before it.
  const std::vector<Selected> nested{drawn.to("inspecting", "closed"),
                                     drawn.to("visit", "concluded")};
  EXPECT_EQ(without_conflicts(drawn.chart(), active, {}, nested), (std::vector<std::size_t>{1}));
  // Without a target nothing is left, so nothing meets it.
  const std::vector<Selected> apart{drawn.to("visit", "closed"), Selected{drawn.at("reading"), {}}};
  EXPECT_EQ(without_conflicts(drawn.chart(), active, {}, apart), (std::vector<std::size_t>{0, 1}));
}

TEST(Chart, history_brings_back_what_was_inside_deep_or_one_level_down) {
  const Drawn& drawn = inspection();
  const auto away = take(
      drawn.chart(), drawn.active({"root", "inspecting", "site", "minutes", "papers", "reading"}),
      {}, {drawn.to("inspecting", "open")});
  EXPECT_EQ(drawn.text(away.configuration), "root open");
  const auto deep =
      take(drawn.chart(), away.configuration, away.history, {drawn.back("open", "inspecting")});
  EXPECT_EQ(drawn.text(deep.entered), "inspecting site minutes papers reading");
  const auto shallow = take(drawn.chart(), away.configuration, away.history,
                            {drawn.back("open", "inspecting", true)});
  EXPECT_EQ(drawn.text(shallow.entered), "inspecting site visit papers reading");
}

TEST(Chart, history_of_a_state_never_left_is_its_initial_child) {
  const Drawn& drawn = inspection();
  const auto step =
      take(drawn.chart(), drawn.active({"root", "open"}), {}, {drawn.back("open", "concluded")});
  EXPECT_EQ(drawn.text(step.entered), "concluded drafting");
}

TEST(Chart, history_is_written_before_anything_is_left) {
  const Drawn& drawn = inspection();
  const auto step =
      take(drawn.chart(),
           drawn.active({"root", "inspecting", "site", "minutes", "papers", "papers-over"}), {},
           {drawn.to("inspecting", "closed")});
  EXPECT_EQ(drawn.text(step.history.at(drawn.at("inspecting"))), "site minutes papers papers-over");
  EXPECT_EQ(drawn.text(step.history.at(drawn.at("site"))), "minutes");
  EXPECT_TRUE(step.history.at(drawn.at("minutes")).empty());
}

TEST(Chart, a_state_that_goes_back_to_its_own_history_comes_back_as_it_was_left) {
  const Drawn& drawn = inspection();
  const auto now = drawn.active({"root", "inspecting", "site", "minutes", "papers", "papers-over"});
  const auto first = take(drawn.chart(), now, {}, {drawn.back("inspecting", "inspecting")});
  EXPECT_EQ(drawn.text(first.left), "papers-over papers minutes site inspecting");
  EXPECT_EQ(drawn.text(first.entered), "inspecting site minutes papers papers-over");
  // What it remembered of an earlier stay no longer counts.
  const auto again = take(
      drawn.chart(), drawn.active({"root", "inspecting", "site", "visit", "papers", "papers-over"}),
      first.history, {drawn.back("inspecting", "inspecting")});
  EXPECT_EQ(drawn.text(again.entered), "inspecting site visit papers papers-over");
  const auto one_level = take(drawn.chart(), now, {}, {drawn.back("site", "site", true)});
  EXPECT_EQ(drawn.text(one_level.entered), "inspecting site minutes papers reading");
}

TEST(Chart, a_state_without_an_inside_comes_back_itself) {
  const Drawn& drawn = inspection();
  const auto first = take(drawn.chart(), drawn.active({"root", "concluded", "drafting"}), {},
                          {drawn.back("drafting", "open")});
  EXPECT_EQ(drawn.text(first.configuration), "root open");
  EXPECT_EQ(drawn.text(first.restored), "");  // never left: it begins
  const auto away =
      take(drawn.chart(), first.configuration, first.history, {drawn.to("open", "concluded")});
  const auto again =
      take(drawn.chart(), away.configuration, away.history, {drawn.back("concluded", "open")});
  EXPECT_EQ(drawn.text(again.left), "drafting concluded");
  EXPECT_EQ(drawn.text(again.restored), "open");
}

TEST(Chart, history_of_a_parallel_state_never_left_opens_the_regions_that_are_there) {
  const Drawn& drawn = inspection();
  const auto only_papers = [&](int region) { return region == drawn.at("papers"); };
  const auto first = take(drawn.chart(), drawn.active({"root", "open"}), {},
                          {drawn.back("open", "inspecting")}, only_papers);
  EXPECT_EQ(drawn.text(first.entered), "inspecting papers reading");
  // Nor is one forgotten that was left without any region.
  const auto none = [](int) { return false; };
  const auto empty = take(drawn.chart(), drawn.active({"root", "inspecting"}), {},
                          {drawn.to("inspecting", "open")}, none);
  const auto back = take(drawn.chart(), empty.configuration, empty.history,
                         {drawn.back("open", "inspecting")}, none);
  EXPECT_EQ(drawn.text(back.configuration), "root inspecting");
}

TEST(Chart, a_way_back_from_inside_a_state_that_stays_means_the_stay_before) {
  const Drawn drawn{
      {"root compound", "  work compound", "    draft*", "    review", "    sent", "  away"}};
  const auto left =
      take(drawn.chart(), drawn.active({"root", "work", "review"}), {}, {drawn.to("work", "away")});
  const auto back = take(drawn.chart(), drawn.active({"root", "work", "sent"}), left.history,
                         {drawn.back("sent", "work")});
  EXPECT_EQ(drawn.text(back.left), "sent");
  EXPECT_EQ(drawn.text(back.configuration), "root work review");
}

TEST(Chart, a_workflow_may_itself_be_parallel) {
  const Drawn drawn{{"root parallel",  //
                     "  work compound", "    one*", "    two", "    over final", "  watch compound",
                     "    calm*", "    alarm"}};
  EXPECT_EQ(drawn.text(initial_configuration(drawn.chart())), "root work one watch calm");
  const auto step = take(drawn.chart(), drawn.active({"root", "work", "one", "watch", "alarm"}), {},
                         {drawn.to("one", "two")});
  EXPECT_EQ(drawn.text(step.configuration), "root work two watch alarm");
  // What leads from one region into the other leaves both; both come back.
  const auto across = take(drawn.chart(), drawn.active({"root", "work", "two", "watch", "calm"}),
                           {}, {drawn.to("two", "alarm")});
  EXPECT_EQ(drawn.text(across.left), "calm watch two work");
  EXPECT_EQ(drawn.text(across.configuration), "root work one watch alarm");
}

}  // namespace
}  // namespace dunghan::statechart
