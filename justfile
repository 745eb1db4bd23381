# Short names for what a developer does all day. `./test` is everything that CI runs.

# All checks and tests
test:
    ./test

# Rewrite the expected findings, generated docs and shown outputs; then read the diff
bless:
    BLESS=1 cargo test --test it
    git diff --stat

# A new rule: its file, its fixture pages; says which lines go into the list
new-rule id:
    tools/new-rule {{id}}

# How the cost grows with the batch
bench:
    cargo bench --bench batch
