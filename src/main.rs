//! The command line of copydesk.
fn main() -> std::process::ExitCode {
    copydesk::cli::main()
}
