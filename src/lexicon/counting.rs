//! Words that tell which of several like figures one is: what became of those counted, what they are a part or the rest of.

word_set! {
    /// What may happen to people (a class of words): two of these are two counts.
    is_fate, "fates.txt"
}
word_set! {
    /// In which direction things are measured (a class of words): deep, wide, tall.
    is_axis, "axes.txt"
}
word_set! {
    /// Words that make a figure another one wherever they stand in its sentence: "combined", "average".
    is_kind_of_figure, "kinds_of_figure.txt"
}
word_set! {
    /// Bodies that vote (lemmas).
    is_voting_body, "voting_bodies.txt"
}
word_set! {
    /// Words of those that come on top of others (lemmas): "two other women".
    is_further, "further.txt"
}
word_set! {
    /// Words for those whom polls ask (lemmas).
    is_asked, "asked.txt"
}
word_set! {
    /// Words for polls (lemmas).
    is_poll, "polls.txt"
}
word_set! {
    /// Words for what is taken away, missing or against (lemmas): a share of it is the rest of the share without.
    is_rest, "rest_words.txt"
}
word_set! {
    /// Verbs of what is left to somebody (lemmas): a share that is paid, kept or received.
    is_kept, "kept_words.txt"
}
