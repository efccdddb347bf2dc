"""The core: rules decide, tables remember, actions act. Imports nothing, ever."""
