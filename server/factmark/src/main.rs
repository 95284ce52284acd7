//! The `factmark` program: reads the command line and hands over to one file per command.
//! It must not know anything else.

fn main() -> std::process::ExitCode {
    factmark::cli::run()
}
