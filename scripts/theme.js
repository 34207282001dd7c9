// @ts-check
/**
 * The page's first script: applies the colour theme that the reader chose, before anything is painted. Without a choice,
 * or where storage cannot be read, the styles follow the system. The app writes the same key when the choice changes.
 */
try {
  const theme = localStorage.getItem("gpt-image-cost-theme");
  if (theme === "light" || theme === "dark") document.documentElement.dataset.theme = theme;
} catch {}
