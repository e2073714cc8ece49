#include <algorithm>
#include <vector>

#include "extract/html_outline.h"

namespace khotin::extract {
namespace {

size_t At(int index) { return static_cast<size_t>(index); }

// Walks down from `from` as long as one child holds nearly all the prose.
int Descend(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int from) {
  int at = from;
  while (true) {
    int best = -1;
    for (int child = at + 1; child < tree[at].end; child = tree[child].end) {
      if (tree[child].is_text() || tree[child].tag == "p") continue;
      if (best < 0 || notes[At(child)].good > notes[At(best)].good) best = child;
    }
    if (best < 0 || notes[At(best)].good * 10 < notes[At(at)].good * 9) return at;
    if (notes[At(best)].good == 0) return at;
    at = best;
  }
}

bool IsNamedBody(const NodeNotes& notes) { return notes.body_strength >= 2 && !notes.in_chrome; }

// How much speaks for an element named for a body: its prose, half as much again under a known
// name.
int NamedWeight(const NodeNotes& notes) { return notes.good * (notes.body_strength > 2 ? 3 : 2); }

// The element named for a body that has the most weight, the innermost of equals; -1 for none.
int FindNamed(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  int named = -1;
  int best = 0;
  for (int i = 0; i < tree.size(); ++i) {
    if (!IsNamedBody(notes[At(i)])) continue;
    const int weight = NamedWeight(notes[At(i)]);
    if (weight > best || (weight == best && named >= 0 && tree.Within(i, named))) {
      named = i;
      best = weight;
    }
  }
  return named;
}

int CountMainHeadings(const HtmlTree& tree, int from) {
  int count = 0;
  for (int i = from; i < tree[from].end; ++i) count += tree[i].tag == "h1" ? 1 : 0;
  return count;
}

// What holds all parts of a body that comes in several elements of such a name, `named` being the
// largest; `named` itself when they seem to be several articles.
int JoinParts(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int named) {
  if (named < 0) return named;
  const int largest = notes[At(named)].good;
  int first = named;
  int last = named;
  int total = 0;
  for (int i = 0; i < tree.size(); ++i) {
    if (!IsNamedBody(notes[At(i)]) || tree.Within(named, i)) continue;
    if (notes[At(i)].good * 10 < largest) continue;
    first = std::min(first, i);
    last = std::max(last, i);
    total += notes[At(i)].good;
    i = tree[i].end - 1;
  }
  int joined = named;
  while (joined > 0 && !(tree.Within(first, joined) && tree.Within(last, joined))) {
    joined = tree[joined].parent;
  }
  const bool mostly_parts = notes[At(joined)].good * 4 <= (total + largest) * 5;
  return mostly_parts && CountMainHeadings(tree, joined) <= 1 ? joined : named;
}

// Of a page that shows other articles in full or in short beside its own, the element of its own:
// most of the prose in `from`, and much more than any other has.
int MainArticle(const HtmlTree& tree, const std::vector<NodeNotes>& notes, int from) {
  int best = -1;
  int second = 0;
  for (int i = from + 1; i < tree[from].end; ++i) {
    if (tree[i].tag != "article" || notes[At(i)].in_chrome) continue;
    const int good = notes[At(i)].good;
    if (best < 0 || good > notes[At(best)].good) {
      second = best < 0 ? 0 : notes[At(best)].good;
      best = i;
    } else {
      second = std::max(second, good);
    }
    i = tree[i].end - 1;
  }
  if (best < 0) return from;
  const int good = notes[At(best)].good;
  return good * 2 > notes[At(from)].good && good > second * 3 ? Descend(tree, notes, best) : from;
}

}  // namespace

int FindBody(const HtmlTree& tree, const std::vector<NodeNotes>& notes) {
  if (tree.size() == 0) return -1;
  const int generic = MainArticle(tree, notes, Descend(tree, notes, 0));
  const int named = JoinParts(tree, notes, FindNamed(tree, notes));
  if (named < 0) return generic;
  return notes[At(named)].good * 3 >= notes[0].good ? named : generic;
}

}  // namespace khotin::extract
