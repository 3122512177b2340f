namespace Downright.Scenes;

/// <summary>A point or direction in space. Sums in a fixed order, unlike the hardware's vectors.</summary>
internal readonly record struct Vector(float X, float Y, float Z)
{
    public static Vector operator +(Vector a, Vector b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);

    public static Vector operator -(Vector a, Vector b) => new(a.X - b.X, a.Y - b.Y, a.Z - b.Z);

    public static Vector operator *(Vector a, float factor) => new(a.X * factor, a.Y * factor, a.Z * factor);

    public float Dot(Vector other) => (X * other.X) + (Y * other.Y) + (Z * other.Z);

    public Vector Normalized() => this * (1 / MathF.Sqrt(Dot(this)));
}
