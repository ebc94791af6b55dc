"""A recorded voice as an answer: kept with its card until somebody takes it away."""
