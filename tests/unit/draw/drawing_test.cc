// What a drawing says of a definition: DOT and Mermaid as text, SCXML as XML that a parser reads.
#include <expat.h>
#include <gmock/gmock.h>

#include <set>

#include "engine/draw/dot.h"
#include "engine/draw/mermaid.h"
#include "engine/draw/scxml.h"
#include "engine/draw/xml_text.h"
#include "tests/unit/definition/definition_text.h"

namespace dunghan::draw {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Not;

const std::string nested_text =
    "data: { fee: { type: int, default: 0 }, name: { type: text, default: \"\" } }\n"
    "deadlines: { whole: { title: { vi: Toàn bộ, en: The whole }, within: 30 days, start: { enter: "
    "received }, stop: { enter: closed }, owner: head, basis: policy } }\n"
    "states:\n"
    "  received:\n"
    "    initial: true\n"
    "    title: { vi: \"Nhận <đơn> & \\\"phiếu\\\"\", en: \"Received <paper> & \\\"slip\\\"\" }\n"
    "    deadlines: { first: { title: { vi: Xem, en: First look }, within: 2 working days, owner: "
    "clerk, basis: policy } }\n"
    "    on:\n"
    "      start: { to: work, by: [ clerk, head ], when: \"data.fee < 10 && data.name != 'a && "
    "b'\" "
    "}\n"
    "      first.overdue: { to: late, grace: 3 working days }\n"
    "  late: { on: { start: { to: work, by: head } } }\n"
    "  work:\n"
    "    on: { pause: { to: paused, by: head } }\n"
    "    done: { to: closed }\n"
    "    parallel:\n"
    "      legal:\n"
    "        states:\n"
    "          reading: { initial: true, on: { read: { to: read_up, by: clerk } } }\n"
    "          read_up: { final: true }\n"
    "      money:\n"
    "        when: data.fee > 0\n"
    "        states:\n"
    "          billed: { initial: true, on: { pay: { to: paid, by: clerk } }, after: { 1 month: { "
    "to: paid } } }\n"
    "          paid: { final: true }\n"
    "  paused:\n"
    "    on: { resume: { to: { history: work }, by: head }, again: { to: { history: legal, depth: "
    "shallow }, by: head } }\n"
    "    always: [ { to: closed, when: data.fee == 7 } ]\n"
    "  closed: { final: true }\n";

definition::DefinitionPtr nested() {
  return definition::definition_of(definition::head_text + nested_text);
}

std::string dot(Tongue tongue = Tongue::en) {
  const auto made = nested();
  return dot_of(chart_of(*made, tongue));
}

TEST(Dot, a_frame_is_drawn_around_what_it_holds_and_regions_are_dashed) {
  const std::string text = dot();
  const std::size_t work = text.find("subgraph cluster_work {");
  const std::size_t legal = text.find("subgraph cluster_legal {");
  ASSERT_NE(work, std::string::npos);
  ASSERT_NE(legal, std::string::npos);
  EXPECT_LT(work, legal);
  EXPECT_THAT(text.substr(legal, 140), HasSubstr("style=\"rounded,filled,dashed\""));
  EXPECT_THAT(text.substr(work, 140), Not(HasSubstr("dashed")));
  EXPECT_THAT(text, HasSubstr("parts run in parallel"));
}

TEST(Dot, arrows_to_a_frame_end_at_its_border_and_from_it_start_there) {
  const std::string text = dot();
  EXPECT_THAT(text, HasSubstr("s_received -> start_legal [lhead=cluster_work"));
  EXPECT_THAT(text, HasSubstr("s_billed -> s_paused [ltail=cluster_work"));
}

TEST(Dot, histories_are_circles_that_arrows_lead_to) {
  const std::string text = dot();
  EXPECT_THAT(text, HasSubstr("s_paused -> deep_work ["));
  EXPECT_THAT(text, HasSubstr("s_paused -> shallow_legal ["));
  EXPECT_THAT(text, HasSubstr("label=\"H*\""));
}

TEST(Dot, the_consequence_of_a_missed_limit_is_red_and_dashed_and_tells_its_grace) {
  const std::string text = dot();
  const std::size_t at = text.find("s_received -> s_late");
  ASSERT_NE(at, std::string::npos);
  const std::string line = text.substr(at, text.find('\n', at) - at);
  EXPECT_THAT(line, HasSubstr("style=dashed, color=\"#c0392b\""));
  EXPECT_THAT(line, HasSubstr("First look: overdue"));
  EXPECT_THAT(line, HasSubstr("grace: 3 working days"));
}

TEST(Dot, what_labels_may_not_hold_is_escaped) {
  EXPECT_THAT(dot(), HasSubstr("Received &lt;paper&gt; &amp; &quot;slip&quot;"));
  EXPECT_THAT(dot(Tongue::vi), HasSubstr("Nhận &lt;đơn&gt; &amp; &quot;phiếu&quot;"));
}

TEST(Dot, deadlines_are_told_in_the_language_asked_for) {
  EXPECT_THAT(dot(Tongue::en), HasSubstr("30 days"));
  EXPECT_THAT(dot(Tongue::vi), HasSubstr("2 ngày làm việc"));
  EXPECT_THAT(dot(Tongue::vi), HasSubstr("sau 1 tháng"));
}

TEST(Condition, is_made_short_and_keeps_what_stands_in_quotes) {
  EXPECT_EQ(short_condition("data.fee < 10  && data.name != 'a && data.b'", Tongue::en),
            "fee < 10 and name != 'a && data.b'");
  EXPECT_EQ(short_condition("!data.urgent || tasks.hear.done", Tongue::vi),
            "không urgent hoặc hear.done");
  EXPECT_EQ(short_condition("parent.data.x != 1", Tongue::en), "parent.data.x != 1");
  EXPECT_EQ(short_condition("aaaa bbbb cccc", Tongue::en, 11), "aaaa bbbb …");
}

TEST(Wrapping, breaks_at_blanks_and_counts_characters_not_octets) {
  EXPECT_THAT(wrapped("đời đời đời", 7), ElementsAre("đời đời", "đời"));
  EXPECT_THAT(wrapped("incomprehensibilities of", 5), ElementsAre("incomprehensibilities", "of"));
}

TEST(XmlText, leaves_nothing_that_xml_cannot_hold) {
  EXPECT_EQ(xml_text("a<b>\"&\n"), "a&lt;b&gt;&quot;&amp;&#10;");
  EXPECT_EQ(xml_text(std::string("\x01")), "\xEF\xBF\xBD");
}

TEST(Mermaid, frames_regions_histories_and_ends_are_told) {
  const auto made = nested();
  const std::string text = mermaid_of(chart_of(*made, Tongue::en));
  EXPECT_THAT(text, HasSubstr("stateDiagram-v2\n"));
  EXPECT_THAT(text, HasSubstr("  state s_work {\n"));
  EXPECT_THAT(text, HasSubstr("    --\n"));
  EXPECT_THAT(text, HasSubstr("s_paused --> deep_work : resume (head)"));
  EXPECT_THAT(text, HasSubstr("s_closed --> [*]"));
  EXPECT_THAT(text, HasSubstr("[*] --> s_received"));
}

TEST(Mermaid, what_would_end_a_label_is_written_as_an_entity) {
  const auto made = nested();
  const std::string text = mermaid_of(chart_of(*made, Tongue::en));
  EXPECT_THAT(text, HasSubstr("Received #60;paper#62; #38; #34;slip#34;"));
  EXPECT_THAT(text, HasSubstr("First look#58; overdue"));
}

/// All values of attributes of that name, and whether the text is well-formed at all.
struct Read {
  bool well_formed = false;
  std::vector<std::string> ids, targets, elements;
};

Read read_xml(const std::string& text) {
  Read read;
  XML_Parser parser = XML_ParserCreateNS("UTF-8", ' ');
  XML_SetUserData(parser, &read);
  XML_SetStartElementHandler(parser, [](void* into, const char* name, const char** attributes) {
    auto& all = *static_cast<Read*>(into);
    const std::string element = name;
    all.elements.push_back(element.substr(element.find(' ') + 1));
    for (; *attributes != nullptr; attributes += 2) {
      const std::string key = attributes[0];
      if (key == "id" && all.elements.back() != "send") all.ids.emplace_back(attributes[1]);
      if (key == "target" || key == "initial")
        for (const std::string& one : wrapped(attributes[1], 1)) all.targets.push_back(one);
    }
  });
  read.well_formed =
      XML_Parse(parser, text.data(), static_cast<int>(text.size()), XML_TRUE) == XML_STATUS_OK;
  XML_ParserFree(parser);
  return read;
}

TEST(Scxml, is_well_formed_and_every_target_is_a_state_of_it) {
  for (const auto& made :
       {nested(), definition::definition_in("workflows/denunciation/denunciation/v1.yaml"),
        definition::definition_in("examples/traffic-fine/v1.yaml"),
        // A state that has nothing inside may be come back to by history as well.
        definition::definition_in("tests/scenario/definitions/licence.yaml")}) {
    const Read read = read_xml(scxml_of(*made));
    EXPECT_TRUE(read.well_formed) << made->id;
    const std::set<std::string> ids(read.ids.begin(), read.ids.end());
    EXPECT_EQ(ids.size(), read.ids.size()) << "two of one id in " << made->id;
    EXPECT_GE(ids.size(), made->states.size());
    for (const std::string& target : read.targets) EXPECT_TRUE(ids.contains(target)) << target;
  }
}

TEST(Scxml, keeps_regions_histories_conditions_and_the_passing_of_time) {
  const std::string text = scxml_of(*nested());
  EXPECT_THAT(text, HasSubstr("<parallel id=\"work\""));
  EXPECT_THAT(text, HasSubstr("<history id=\"work.history.deep\" type=\"deep\">"));
  EXPECT_THAT(text, HasSubstr("<history id=\"legal.history\" type=\"shallow\">"));
  EXPECT_THAT(text,
              HasSubstr("cond=\"data.fee &lt; 10 &amp;&amp; data.name != 'a &amp;&amp; b'\""));
  EXPECT_THAT(text, HasSubstr("<send id=\"billed.after\" event=\"billed.after\" "
                              "delay=\"2592000s\" dunghan:period=\"1 month\"/>"));
  EXPECT_THAT(text, HasSubstr("<cancel sendid=\"billed.after\"/>"));
  EXPECT_THAT(text, HasSubstr("<transition event=\"done.state.work\" target=\"closed\"/>"));
  EXPECT_THAT(text, HasSubstr("dunghan:by=\"clerk head\""));
}

TEST(Scxml, ends_with_the_states_of_the_workflow_whatever_runs_beside_them) {
  const std::string text =
      scxml_of(*definition::definition_in("tests/scenario/definitions/council.yaml"));
  EXPECT_THAT(text, HasSubstr("<transition event=\"done.state.main\" target=\"workflow.ended\"/>"));
  EXPECT_THAT(text, Not(HasSubstr("done.state.workflow.council")));
  EXPECT_THAT(text, HasSubstr("<transition event=\"done.state.loose_parts\" target=\"signing\" "
                              "dunghan:of=\"1\" dunghan:rest=\"leave\"/>"));
}

}  // namespace
}  // namespace dunghan::draw
