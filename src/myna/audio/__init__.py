"""Sound in and out: sound cards, sound files, resampling, echo cancellation and cues."""
